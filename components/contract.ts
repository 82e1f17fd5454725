/**
 * What components hand on to each other: ids as Outputs, decisions as plain values, so that a
 * policy can judge a decision at preview, when no id is known yet.
 */
import type { Output, ProviderResource, Resource } from "@pulumi/pulumi";
import type { CellPlan, SitePlan, Tier } from "../plan/cell";

/** The cell, and one of its sites. */
export interface Placement {
  readonly cell: CellPlan;
  readonly site: SitePlan;
}

/** Purposes that have a customer-managed key of their own. */
export type KeyPurpose = "data" | "logs" | "secrets" | "disks";

/** ARNs of the site's keys. */
export type KeyOutputs = Readonly<Record<KeyPurpose, Output<string>>>;

/** What the network hands on. */
export interface NetworkOutputs {
  readonly networkId: Output<string>;
  readonly subnetIds: Readonly<Record<Tier, readonly Output<string>[]>>;
  /** Security group of the nodes: the only peer that data stores admit. */
  readonly nodeGroupId: Output<string>;
  /** Routes and gateways without which a machine in a private subnet reaches nothing. */
  readonly waysOut: readonly Resource[];
}

/** A secret in the cloud's store: its name is planned, its id is not. */
export interface SecretOutputs {
  readonly name: string;
  readonly arn: Output<string>;
  /** What holds its value: whoever reads the secret comes after it. */
  readonly stored: Resource;
}

/** Port of PostgreSQL, by convention. */
export const DATABASE_PORT = 5432;

/** Port of Redis and Valkey, by convention. */
export const CACHE_PORT = 6379;

/** What the database hands on. */
export interface DataOutputs {
  readonly host: Output<string>;
  readonly databaseName: string;
  /** For the workloads, which reach the database through the pooler. */
  readonly applicationSecret: SecretOutputs;
  /** For administration. */
  readonly masterSecret: SecretOutputs;
}

/** Who has an access list of its own in the cache: each workload role, and the scaler. */
export type CacheRole = "api" | "worker" | "scheduler" | "autoscaler";

/** What the cache hands on. */
export interface CacheOutputs {
  /** Configuration endpoint of the cluster that holds the application's cache. */
  readonly clusterHost: Output<string>;
  /** Primary endpoint of the group that carries Celery's queues. */
  readonly brokerHost: Output<string>;
  /** One secret a role: `username`, `password`. */
  readonly secrets: Readonly<Record<CacheRole, SecretOutputs>>;
}

/** What the cluster hands on. */
export interface ComputeOutputs {
  readonly clusterName: string;
  readonly clusterEndpoint: Output<string>;
  /** Gives access to the cluster's objects. */
  readonly kubernetes: ProviderResource;
}
