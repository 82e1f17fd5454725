/** How a pod with a PostgreSQL client reaches a database: place, credentials, and whom it trusts. */
import type { core } from "@pulumi/kubernetes/types/input";
import type { Input } from "@pulumi/pulumi";
import { DATABASE_AUTHORITIES } from "../compute/kubernetes/pooler";
import { DATABASE_PORT } from "../contract";

/** Where the certificate authority of the server stands in the pod. */
const CA_DIRECTORY = "/ca";

/** How the server proves who it is. Source: PostgreSQL documentation, "SSL Support", `sslmode`. */
export type ServerTrust =
  | { readonly sslmode: "require" }
  /** `ca` names the Secret or ConfigMap in the namespace, and the key with the certificates. */
  | {
      readonly sslmode: "verify-full";
      readonly ca: {
        readonly kind: "secret" | "configMap";
        readonly name: string;
        readonly key: string;
      };
    }
  /** The image brings the certificates of the vendor of a managed database. */
  | {
      readonly sslmode: "verify-full";
      readonly ca: { readonly kind: "image"; readonly path: string };
    };

/**
 * Amazon RDS: its authorities stand in the image `sql-client` (runtime/images/sql-client), since
 * no public list of authorities has them.
 * Source: Amazon RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance".
 */
export const RDS_TRUST = {
  sslmode: "verify-full",
  ca: { kind: "image", path: DATABASE_AUTHORITIES },
} as const satisfies ServerTrust;

/** A database, and who connects. */
export interface ConnectionArgs {
  readonly host: Input<string>;
  /** @default 5432 */
  readonly port?: number;
  readonly database: string;
  /** Secret of the namespace with the keys `username` and `password`. */
  readonly secretName: string;
  readonly trust: ServerTrust;
}

/** File with the certificates; undefined where none is asked for. */
function caFile(trust: ServerTrust): string | undefined {
  if (trust.sslmode === "require") return undefined;
  const { ca } = trust;
  return ca.kind === "image" ? ca.path : `${CA_DIRECTORY}/${ca.key}`;
}

/**
 * A variable from a Secret of the namespace: no command line and no object shows its value.
 *
 * @param name Name of the variable.
 * @param secretName The Secret.
 * @param key Which of its keys.
 */
export function secretVariable(name: string, secretName: string, key: string): core.v1.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}

/**
 * The variables that libpq reads. Source: PostgreSQL documentation, "Environment Variables".
 *
 * @param args The database, and who connects.
 */
export function databaseEnvironment(args: ConnectionArgs): core.v1.EnvVar[] {
  const ca = caFile(args.trust);
  return [
    { name: "PGHOST", value: args.host },
    { name: "PGPORT", value: String(args.port ?? DATABASE_PORT) },
    { name: "PGDATABASE", value: args.database },
    { name: "PGSSLMODE", value: args.trust.sslmode },
    ...(ca === undefined ? [] : [{ name: "PGSSLROOTCERT", value: ca }]),
    secretVariable("PGUSER", args.secretName, "username"),
    secretVariable("PGPASSWORD", args.secretName, "password"),
  ];
}

/** A volume and where it is mounted. */
export interface MountedVolume {
  readonly volume: core.v1.Volume;
  readonly mount: core.v1.VolumeMount;
}

/**
 * The certificates as a volume, where they come from the namespace.
 *
 * @param trust Whom the pod trusts.
 */
export function trustVolumes(trust: ServerTrust): readonly MountedVolume[] {
  if (trust.sslmode === "require" || trust.ca.kind === "image") return [];
  const { kind, name, key } = trust.ca;
  const items = [{ key, path: key }];
  const source =
    kind === "secret" ? { secret: { secretName: name, items } } : { configMap: { name, items } };
  const mount = { name: "ca", mountPath: CA_DIRECTORY, readOnly: true };
  return [{ volume: { name: "ca", ...source }, mount }];
}
