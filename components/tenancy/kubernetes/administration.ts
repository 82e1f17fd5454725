/**
 * What administers tenants: a namespace of its own, since its pods hold credentials that no pod of
 * the application may see. It applies the tenancy pack and fulfils requests about data.
 */
import type { Job } from "@pulumi/kubernetes/batch/v1";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import { namespaceOf } from "../../compute/kubernetes/foundation";
import {
  CREDENTIALS,
  INTERNET,
  NamespacePolicies,
  ranges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import { poolNamed } from "../../compute/kubernetes/pod";
import { MirroredSecrets } from "../../compute/kubernetes/secrets";
import {
  type ClusterOutputs,
  DATABASE_PORT,
  type DataOutputs,
  type Placement,
  type SecretOutputs,
  type Where,
} from "../../contract";
import type { Statements } from "../../policy-document";
import { RDS_TRUST } from "../../sql/connection";
import { sqlPackJob, sqlPackLabels } from "../../sql/job";
import { readSqlPack } from "../../sql/pack";
import { type PrivacyJob, privacyJob, privacyLabels } from "./privacy";
import { APPLICATION_ROLE, OUTBOX_ROLE, TENANCY_ROLE, packSettings } from "./settings";

/** Name of the namespace. */
const NAMESPACE = "tenancy";

/** Names of the Secrets in the namespace. */
const SECRETS = {
  master: "database-master",
  application: "database-application",
  tenancy: "database-tenancy",
  outbox: "database-outbox",
} as const;

/** What administration is made from. */
export interface AdministrationArgs extends Placement {
  readonly data: DataOutputs;
  readonly cluster: ClusterOutputs;
  /** Credentials of the role that runs the life of tenants. */
  readonly tenancySecret: SecretOutputs;
  /** Credentials of the role that ships events, where something ships them. */
  readonly outboxSecret: SecretOutputs | undefined;
  readonly exports: {
    readonly bucketName: string;
    /** What the job that writes exports may do in the cloud. */
    readonly rights: Statements;
    readonly ready: readonly Resource[];
  };
}

/** What each step hands to the next. */
interface Wiring {
  readonly where: Where;
  readonly args: AdministrationArgs;
  readonly namespace: Input<string>;
  readonly secrets: MirroredSecrets;
  /** Policies, nodes and what else every pod comes after. */
  readonly before: readonly Resource[];
}

/** The Job of the pack, and the jobs of requests. */
export class TenancyAdministration extends ComponentResource {
  /** The pack is applied: what reads the database comes after it. */
  readonly applied: Job;

  /**
   * @param name Logical name.
   * @param args What administration is made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: AdministrationArgs, opts: ComponentResourceOptions) {
    super("platform:tenancy:TenancyAdministration", name, {}, opts);
    const { cell, site, data, cluster, tenancySecret, outboxSecret } = args;
    const where: Where = { cell, site, parent: this, name };
    const namespace = namespaceOf(where, NAMESPACE).metadata.name;
    const policies = new NamespacePolicies(where, { key: NAMESPACE, name: namespace });
    layWays(policies, args);
    const outbox = outboxSecret === undefined ? [] : [outboxSecret];
    const wiring: Wiring = {
      where,
      args,
      namespace,
      secrets: new MirroredSecrets(where, {
        cluster,
        namespace,
        secrets: [data.masterSecret, data.applicationSecret, tenancySecret, ...outbox],
      }),
      before: [...cluster.foundation.ready, ...policies.laid, ...cluster.nodes],
    };
    const tenancy = mirror(wiring, SECRETS.tenancy, tenancySecret);
    this.applied = this.pack(wiring, tenancy);
    const after = [...wiring.before, tenancy, this.applied];
    this.job(wiring, "tenant-export", [...after, ...args.exports.ready]);
    this.job(wiring, "tenant-erasure", after);
    this.registerOutputs({ namespace });
  }

  private pack(wiring: Wiring, tenancy: Resource): Job {
    const { where, args, namespace, before } = wiring;
    const { data, outboxSecret } = args;
    const master = mirror(wiring, SECRETS.master, data.masterSecret);
    const application = mirror(wiring, SECRETS.application, data.applicationSecret);
    const outbox = outboxSecret === undefined ? [] : [mirror(wiring, SECRETS.outbox, outboxSecret)];
    return sqlPackJob(where, {
      ...connection(args, SECRETS.master),
      pack: readSqlPack("tenancy"),
      namespace,
      settings: packSettings(args),
      passwords: {
        [APPLICATION_ROLE]: SECRETS.application,
        [TENANCY_ROLE]: SECRETS.tenancy,
        ...(outboxSecret === undefined ? {} : { [OUTBOX_ROLE]: SECRETS.outbox }),
      },
      after: [...before, master, application, tenancy, ...outbox],
    });
  }

  private job(wiring: Wiring, name: PrivacyJob, after: readonly Resource[]): void {
    const { where, args, namespace } = wiring;
    const { bucketName, rights } = args.exports;
    const writes = name === "tenant-export";
    const identity = { of: name, namespace, serviceAccount: name, statements: rights };
    privacyJob(where, {
      ...connection(args, SECRETS.tenancy),
      name,
      namespace,
      environment: writes
        ? [
            { name: "EXPORT_BUCKET", value: bucketName },
            { name: "AWS_REGION", value: args.site.region },
          ]
        : [],
      after: [...after, ...(writes ? args.cluster.identity(where, identity) : [])],
    });
  }
}

/** One secret as `username` and `password`. */
function mirror({ secrets }: Wiring, name: string, from: SecretOutputs): Resource {
  return secrets.mirror({ name, from, keys: { username: "username", password: "password" } });
}

/** The cell's database, its image and its pool, as one role. */
function connection({ data, site }: AdministrationArgs, secretName: string) {
  return {
    host: data.host,
    database: data.databaseName,
    secretName,
    trust: RDS_TRUST,
    image: site.tenancy.sqlImage,
    pool: poolNamed(site.compute.nodePools, "system"),
  };
}

/** All to the database itself; the export alone to the cloud, with credentials of its role. */
function layWays(policies: NamespacePolicies, { site }: AdministrationArgs): void {
  const isolated = site.network.subnets.filter(({ tier }) => tier === "isolated");
  const database = { to: ranges(isolated.map(({ cidr }) => cidr)), ports: tcp(DATABASE_PORT) };
  const cloud = [
    // Object storage has public addresses; the route to them is the network's own endpoint.
    { to: [INTERNET], ports: tcp(443) },
    { to: ranges([CREDENTIALS.cidr]), ports: tcp(CREDENTIALS.port) },
  ];
  policies.lay("sql-pack", { matchLabels: sqlPackLabels("tenancy") }, { egress: [database] });
  policies.lay(
    "tenant-export",
    { matchLabels: privacyLabels("tenant-export") },
    { egress: [database, ...cloud] },
  );
  policies.lay(
    "tenant-erasure",
    { matchLabels: privacyLabels("tenant-erasure") },
    { egress: [database] },
  );
}
