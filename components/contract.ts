/**
 * What components hand on to each other: ids as Outputs, decisions as plain values, so that a
 * policy can judge a decision at preview, when no id is known yet.
 */
import type { Release } from "@pulumi/kubernetes/helm/v3";
import type { ComponentResource, Input, Output, ProviderResource, Resource } from "@pulumi/pulumi";
import type { Region } from "../facts/regions";
import type { CellPlan, SitePlan, SiteRole, Tier } from "../plan/cell";
import type { ClusterFoundation } from "./compute/kubernetes/cluster-foundation";
import type { SpecInputs } from "./custom-resources/resource";
import type { BucketArgs } from "./object-bucket";
import type { Statements } from "./policy-document";

/** The cell, and one of its sites. */
export interface Placement {
  readonly cell: CellPlan;
  readonly site: SitePlan;
}

/** The component that owns objects. */
export interface Where extends Placement {
  readonly parent: ComponentResource;
  /** Logical name of the parent. */
  readonly name: string;
}

/** Purposes that have a customer-managed key of their own. */
export type KeyPurpose = "data" | "logs" | "secrets" | "disks";

/** ARNs of the site's keys. */
export type KeyOutputs = Readonly<Record<KeyPurpose, Output<string>>> & {
  /** Where secrets are copied to, each with the key of that place; absent: nowhere. */
  readonly secretReplicas?: readonly SecretReplica[];
};

/** A second place of every secret of the cell. */
export interface SecretReplica {
  readonly region: Region;
  readonly kmsKeyId: Output<string>;
}

/** What the network hands on. */
export interface NetworkOutputs {
  readonly networkId: Output<string>;
  readonly subnetIds: Readonly<Record<Tier, readonly Output<string>[]>>;
  /** Security group of the nodes: the only peer that data stores admit. */
  readonly nodeGroupId: Output<string>;
  /** Routes and gateways without which a machine in a private subnet reaches nothing. */
  readonly waysOut: readonly Resource[];
  /** Ways out that further subnets may use, by zone; empty for a network without any. */
  readonly natGatewayIds: ReadonlyMap<string, Output<string>>;
  /** Addresses of the region's object storage, which is reached without leaving the cloud. */
  readonly objectStoreRanges: Output<string[]>;
}

/** A secret in the cloud's store: its name is planned, its id is not. */
export interface SecretOutputs {
  readonly name: string;
  readonly arn: Output<string>;
  /** What holds its value: whoever reads the secret comes after it. */
  readonly stored: Resource;
}

/** A bucket: its name is planned, its id is not. */
export interface BucketOutputs {
  readonly name: string;
  readonly id: Output<string>;
  readonly arn: Output<string>;
  /** Encryption, versions and closed doors: whoever writes into the bucket comes after them. */
  readonly ready: readonly Resource[];
  /** What it was made from, for a twin in another region. */
  readonly made: Pick<BucketArgs, "role" | "generation" | "lifetime">;
}

/** Port of PostgreSQL, by convention. */
export const DATABASE_PORT = 5432;

/** Port of Redis and Valkey, by convention. */
export const CACHE_PORT = 6379;

/** What the database hands on. */
export interface DataOutputs {
  readonly host: Output<string>;
  /** Replicas in the same region; empty where there are none. */
  readonly readHosts: readonly Output<string>[];
  /** By which a replica in another region names its source. */
  readonly arn: Output<string>;
  readonly databaseName: string;
  /** For the workloads, which reach the database through the pooler. */
  readonly applicationSecret: SecretOutputs;
  /** For administration. */
  readonly masterSecret: SecretOutputs;
}

/** Who has an access list of its own in the cache: each workload role, the scaler, the gateway. */
export type CacheRole = "api" | "worker" | "scheduler" | "autoscaler" | "gateway";

/** What the cache hands on. */
export interface CacheOutputs {
  /** Configuration endpoint of the cluster that holds the application's cache. */
  readonly clusterHost: Output<string>;
  /** Primary endpoint of the group that carries Celery's queues. */
  readonly brokerHost: Output<string>;
  /** Security group of both: further clients get a rule of their own. */
  readonly groupId: Output<string>;
  /** Access group of both: further users join it, each by an association of its own. */
  readonly userGroupId: Output<string>;
  /** One secret a role: `username`, `password`. */
  readonly secrets: Readonly<Record<CacheRole, SecretOutputs>>;
}

/** The issuer's own Service in the cluster, which the gateway sends its host name to. */
export interface IssuerBackend {
  /** Host name of users, such as `auth.podcast-platform.example`. */
  readonly host: string;
  readonly namespace: string;
  readonly service: string;
  /** Speaks TLS with a certificate of the cell's own authority for the Service's name. */
  readonly port: number;
}

/** Who issues tokens to users, and what of a token the gateway and the API read. */
export interface IdentityOutputs {
  /** `iss` of every token. */
  readonly issuer: string;
  /** Where the issuer's public keys are, for all the world. */
  readonly jwksUri: string;
  /** `aud` of the tokens that the API takes. */
  readonly audience: string;
  readonly claims: { readonly tenant: string; readonly roles: string };
  /** Absent where the issuer is no part of the cell. */
  readonly backend?: IssuerBackend;
  /** What asks for tokens or keys comes after. */
  readonly ready: readonly Resource[];
}

/** An authority that signs certificates for names inside the cluster. */
export interface IssuerOutputs {
  readonly kind: "ClusterIssuer";
  readonly name: string;
  /** What certificates come after: an authority without its own certificate signs nothing. */
  readonly ready: Resource;
}

/** What the cell's own authority hands on; {@link certificate} in components/certificates asks it. */
export interface CertificatesOutputs {
  readonly issuer: IssuerOutputs;
}

/** Roles of the application in the time-series database. */
export type TimeSeriesRole = "api" | "worker";

/** What the time series hand on. */
export interface TimeSeriesOutputs {
  /** Name of the primary inside the cluster; it stays through a failover. */
  readonly host: string;
  /** Name of the replicas, and of the primary where there is none. */
  readonly readHost: string;
  readonly port: number;
  readonly databaseName: string;
  /** One secret a role: `username`, `password`. */
  readonly secrets: Readonly<Record<TimeSeriesRole, SecretOutputs>>;
  /** For administration. */
  readonly superuserSecret: SecretOutputs;
  readonly buckets: {
    /** Base backups and WAL. */
    readonly backups: BucketOutputs;
    /** Parquet of what the database no longer holds. */
    readonly archive: BucketOutputs;
  };
  /** What a pod that uses the database comes after: its tables. */
  readonly ready: readonly Resource[];
}

/** `provider` of a secret store, as External Secrets spells it for each cloud. */
export type SecretStoreProvider = SpecInputs<"SecretStore">["provider"];

/** A service account and what its pods may do in the cloud. */
export interface WorkloadIdentity {
  /** What it is for; part of the role's name. */
  readonly of: string;
  readonly namespace: Input<string>;
  readonly serviceAccount: string;
  readonly statements: Statements;
}

/** What the cluster hands on: everything inside it is built by other components on this. */
export interface ClusterOutputs {
  readonly clusterName: string;
  readonly clusterArn: Output<string>;
  readonly clusterEndpoint: Output<string>;
  /** Group of the API server's interfaces: who reaches it from inside is admitted there. */
  readonly securityGroupId: Output<string>;
  /** Gives access to the cluster's objects: the provider of every component inside it. */
  readonly kubernetes: ProviderResource;
  /** Nodes and add-ons without which no pod becomes ready. */
  readonly nodes: readonly Resource[];
  /** Namespaces, priorities and policies. */
  readonly foundation: ClusterFoundation;
  /** Releases by the names of the plan's operators: what brings the kinds of custom resources. */
  readonly operators: ReadonlyMap<string, Release>;
  readonly secretStore: SecretStoreProvider;
  /**
   * Gives a service account a role in the cloud, with these rights and no other.
   *
   * @param owner Who owns the role.
   * @param identity The service account and its rights.
   * @returns What its pods come after.
   */
  identity(owner: Where, identity: WorkloadIdentity): readonly Resource[];
  /**
   * Lets External Secrets read some secrets.
   *
   * @param owner Who owns the right.
   * @param secrets What may be read.
   * @returns What mirrored secrets come after.
   */
  readableSecrets(owner: Where, secrets: readonly SecretOutputs[]): Resource;
}

/** What the zone at the edge hands on. */
export interface ZoneOutputs {
  readonly zoneId: Output<string>;
  /** Certificate, in PEM, of the authority that signed the edge's own: what origins trust. */
  readonly originAuthority: Output<string>;
  /** `zoneId` and `token`: may empty the edge's cache, and do nothing else. */
  readonly purgeSecret: SecretOutputs;
  /** Why requests of the cell are decrypted outside of its residency; undefined where they are not. */
  readonly residencyException: string | undefined;
}

/** What the way in of one site hands on: the edge sends requests to it, the gateway fills it. */
export interface OriginOutputs {
  readonly role: SiteRole;
  /** Name of the load balancer. */
  readonly host: Output<string>;
  readonly targetGroupArn: Output<string>;
  /**
   * The record that proves the domain to the certificate's authority: one for the account, so the
   * second site waits for it and makes none.
   */
  readonly domainProof: Resource;
}
