/**
 * How an environment is shaped. Capacity says how large things are; this says how many of them
 * stand where, and what may be lost. `staging` has production's shape at development's size.
 */
import { LOG_RETENTION_DAYS } from "../facts/seed";
import type { Environment } from "./cell";

/** The shape of an environment. */
export interface Shape {
  /** Zones that a site uses. Three: a quorum survives the loss of one. */
  readonly zones: number;
  /** One NAT gateway a zone, or one for all: the second is the environment's only way out. */
  readonly natPerZone: boolean;
  /** The nodes that remain after the loss of a zone must hold everything. */
  readonly survivesZoneLoss: boolean;
  /** A synchronous standby of the database in another zone. */
  readonly multiAz: boolean;
  /** Days of point-in-time recovery. Source: Amazon RDS User Guide, 0 to 35 days. */
  readonly backupRetentionDays: number;
  /** Data may be lost: no deletion protection, no final snapshot. */
  readonly disposable: boolean;
  readonly logRetentionDays: number;
  /** Enhanced monitoring of the database; 0 is off. */
  readonly monitoringIntervalSeconds: number;
  readonly cache: {
    readonly shards: number;
    readonly replicasPerShard: number;
    readonly brokerReplicas: number;
    readonly snapshotRetentionDays: number;
  };
  readonly poolerReplicas: number;
  /** Nodes that the worker pool never falls below. */
  readonly minWorkerNodes: number;
}

/** Shapes by environment. Log retention: seed, Infrastructure Monitoring; dev keeps a week. */
export const SHAPES = {
  dev: {
    zones: 2,
    natPerZone: false,
    survivesZoneLoss: false,
    multiAz: false,
    backupRetentionDays: 7,
    disposable: true,
    logRetentionDays: 7,
    monitoringIntervalSeconds: 0,
    // One shard already speaks the cluster protocol and refuses commands across slots.
    cache: { shards: 1, replicasPerShard: 2, brokerReplicas: 0, snapshotRetentionDays: 1 },
    poolerReplicas: 1,
    minWorkerNodes: 1,
  },
  staging: {
    zones: 3,
    natPerZone: false,
    survivesZoneLoss: true,
    multiAz: true,
    backupRetentionDays: 7,
    disposable: false,
    logRetentionDays: LOG_RETENTION_DAYS.hot,
    monitoringIntervalSeconds: 60,
    cache: { shards: 3, replicasPerShard: 1, brokerReplicas: 1, snapshotRetentionDays: 1 },
    poolerReplicas: 2,
    minWorkerNodes: 1,
  },
  prod: {
    zones: 3,
    natPerZone: true,
    survivesZoneLoss: true,
    multiAz: true,
    backupRetentionDays: 14,
    disposable: false,
    logRetentionDays: LOG_RETENTION_DAYS.hot,
    monitoringIntervalSeconds: 60,
    cache: { shards: 3, replicasPerShard: 1, brokerReplicas: 1, snapshotRetentionDays: 7 },
    poolerReplicas: 2,
    minWorkerNodes: 2,
  },
} as const satisfies Record<Environment, Shape>;
