/** Who issues tokens to the users of a site: its own Keycloak, or an issuer of others. */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import { namespaceOf } from "../../compute/kubernetes/foundation";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import type {
  CertificatesOutputs,
  ClusterOutputs,
  DataOutputs,
  IdentityOutputs,
  IssuerBackend,
  KeyOutputs,
  Placement,
  SecretOutputs,
} from "../../contract";
import { RDS_TRUST } from "../../sql/connection";
import { sqlPackJob } from "../../sql/job";
import { readSqlPack } from "../../sql/pack";
import { type Owner, generatePassword, storeSecret } from "../../stored-secret";
import {
  KEYCLOAK,
  KEYCLOAK_ADMIN_SECRET,
  KEYCLOAK_DATABASE_SECRET,
  type KeycloakWhere,
  MASTER_SECRET,
  PORTS,
} from "./names";
import { identityPolicies } from "./policies";
import { systemPoolOf } from "./pool";
import { realm } from "./realm";
import { server } from "./server";

/** What the issuer is made from. */
export interface IdentityArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly data: DataOutputs;
  readonly cluster: ClusterOutputs;
  readonly certificates: CertificatesOutputs;
}

/** Client of Keycloak's own realm that administers it. */
const ADMIN_CLIENT = "platform-administrator";

/** What each step hands to the next. */
interface Wiring {
  readonly where: KeycloakWhere & Owner;
  readonly args: IdentityArgs;
  readonly namespace: Input<string>;
  readonly policies: readonly Resource[];
}

/** Price: two secrets (facts/prices, `secrets`); pods run on the priced nodes. */
export class Identity extends ComponentResource implements IdentityOutputs {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  readonly claims: IdentityOutputs["claims"];
  readonly backend?: IssuerBackend;
  readonly ready: readonly Resource[];

  /**
   * @param name Logical name.
   * @param args What the issuer is made from.
   * @param opts Providers of cloud and cluster, and transformations.
   */
  constructor(name: string, args: IdentityArgs, opts: ComponentResourceOptions) {
    super("platform:identity:Identity", name, {}, opts);
    const { cell, site, keys } = args;
    const { source, issuer, jwksUri, audience, claims } = site.identity;
    this.issuer = issuer;
    this.jwksUri = jwksUri;
    this.audience = audience;
    this.claims = claims;
    if (source.kind === "keycloak") {
      const where = { cell, site, keys, parent: this, name, keycloak: source };
      this.ready = [this.keycloak(where, args)];
      const { host, namespace } = source;
      this.backend = { host, namespace, service: KEYCLOAK, port: PORTS.https };
    } else {
      this.ready = [];
    }
    this.registerOutputs({ issuer, jwksUri });
  }

  private keycloak(where: KeycloakWhere & Owner, args: IdentityArgs): Resource {
    const { metadata } = namespaceOf(where, where.keycloak.namespace);
    const ref = { key: where.keycloak.namespace, name: metadata.name };
    const namespace = metadata.name;
    const wiring: Wiring = { where, args, namespace, policies: identityPolicies(where, ref) };
    const { secrets, admin, owner } = this.secrets(wiring);
    const { foundation, nodes } = args.cluster;
    const before = [...wiring.policies, ...foundation.ready, ...nodes];
    const database = this.database(wiring, [...before, owner, ...secrets]);
    const running = server(where, {
      namespace,
      databaseHost: args.data.host,
      issuer: args.certificates.issuer,
      after: [...before, database, owner, admin],
    });
    return realm(where, { namespace, after: [...before, running, admin] });
  }

  private secrets({ where, args, namespace }: Wiring) {
    const { data, cluster } = args;
    const made = (role: string, username: string): SecretOutputs =>
      storeSecret(where, {
        role,
        version: "v1",
        values: { username, password: generatePassword(where, role) },
      });
    const owner = made(KEYCLOAK_DATABASE_SECRET, where.keycloak.database);
    const admin = made(KEYCLOAK_ADMIN_SECRET, ADMIN_CLIENT);
    const secrets = [data.masterSecret, owner, admin];
    const mirrored = new MirroredSecrets(where, { cluster, namespace, secrets });
    const keys = { username: "username", password: "password" };
    return {
      secrets: [mirrored.mirror({ name: MASTER_SECRET, from: data.masterSecret, keys })],
      owner: mirrored.mirror({ name: KEYCLOAK_DATABASE_SECRET, from: owner, keys }),
      admin: mirrored.mirror({ name: KEYCLOAK_ADMIN_SECRET, from: admin, keys }),
    };
  }

  /** The role of the database has the database's name. */
  private database({ where, args, namespace }: Wiring, after: readonly Resource[]): Resource {
    const { site, keycloak } = where;
    return sqlPackJob(where, {
      pack: readSqlPack("identity"),
      namespace,
      host: args.data.host,
      database: site.data.databaseName,
      secretName: MASTER_SECRET,
      trust: RDS_TRUST,
      image: keycloak.sqlImage,
      pool: systemPoolOf(site.compute.nodePools),
      settings: {},
      passwords: { [keycloak.database]: KEYCLOAK_DATABASE_SECRET },
      after,
    });
  }
}
