/**
 * How an environment is shaped. Capacity says how large things are; this says how many of them
 * stand where, and what may be lost. `staging` has production's shape at development's size.
 */
import { LOG_RETENTION_DAYS, SCALING_TRIGGERS } from "../facts/seed";
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
  /** What holds data refuses to be deleted. */
  readonly protected: boolean;
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
  /** Replicas of the database in its own region (seed, Database Scaling). */
  readonly readReplicas: { readonly min: number; readonly max: number };
  /** Time series on CloudNativePG. */
  readonly timeSeries: {
    /** The primary and its replicas, each in a zone of its own. */
    readonly instances: number;
    /** A pool of nodes of their own, or the system pool. */
    readonly ownNodes: boolean;
    /** Days that backups and WAL reach back. */
    readonly backupRetentionDays: number;
  };
  /** The gateway in the cluster: copies, and what one of them asks for. */
  readonly gateway: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly cpuMillis: number;
    readonly memoryMib: number;
  };
  /** The cell's own issuer of tokens: how many of it, and how much memory each. */
  readonly identity: { readonly replicas: number; readonly size: "small" | "standard" };
  /** What is measured, and by how many. Logs and audit are the same everywhere. */
  readonly observability: {
    /** Prometheus, Grafana and Jaeger on the nodes; without them the cloud's own alarms remain. */
    readonly inCluster: boolean;
    readonly metricsRetentionDays: number;
    /** Copies of each tier of trace collectors. */
    readonly collectors: number;
    /** Alarms on every node of the cache, or on the ones whose loss stops work. */
    readonly alarms: "all" | "essential";
    /** Sources of the threat detector: all, or the foundation where no tenant has data. */
    readonly threats: "all" | "foundation";
  };
  /** Nodes that the worker pool never falls below. */
  readonly minWorkerNodes: number;
  /**
   * Share of the requested CPU that is busy on average, which burstable nodes must earn: at the
   * seed's trigger of scaling where tenants work, little where only changes are rehearsed.
   */
  readonly busyShare: number;
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
    protected: false,
    logRetentionDays: 7,
    monitoringIntervalSeconds: 0,
    // One shard already speaks the cluster protocol and refuses commands across slots.
    cache: { shards: 1, replicasPerShard: 2, brokerReplicas: 0, snapshotRetentionDays: 1 },
    poolerReplicas: 1,
    readReplicas: { min: 0, max: 0 },
    timeSeries: { instances: 1, ownNodes: false, backupRetentionDays: 7 },
    gateway: { minReplicas: 1, maxReplicas: 2, cpuMillis: 50, memoryMib: 128 },
    identity: { replicas: 1, size: "small" },
    observability: {
      inCluster: false,
      metricsRetentionDays: 0,
      collectors: 0,
      alarms: "essential",
      threats: "foundation",
    },
    minWorkerNodes: 1,
    busyShare: 0.3,
  },
  staging: {
    zones: 3,
    natPerZone: false,
    survivesZoneLoss: true,
    multiAz: true,
    backupRetentionDays: 7,
    disposable: false,
    protected: true,
    logRetentionDays: LOG_RETENTION_DAYS.hot,
    monitoringIntervalSeconds: 60,
    cache: { shards: 3, replicasPerShard: 1, brokerReplicas: 1, snapshotRetentionDays: 1 },
    poolerReplicas: 2,
    readReplicas: { min: 0, max: 1 },
    timeSeries: { instances: 2, ownNodes: false, backupRetentionDays: 7 },
    gateway: { minReplicas: 2, maxReplicas: 3, cpuMillis: 50, memoryMib: 128 },
    identity: { replicas: 2, size: "small" },
    observability: {
      inCluster: true,
      metricsRetentionDays: 7,
      collectors: 1,
      alarms: "all",
      threats: "foundation",
    },
    minWorkerNodes: 1,
    busyShare: 0.3,
  },
  prod: {
    zones: 3,
    natPerZone: true,
    survivesZoneLoss: true,
    multiAz: true,
    backupRetentionDays: 14,
    disposable: false,
    protected: true,
    logRetentionDays: LOG_RETENTION_DAYS.hot,
    monitoringIntervalSeconds: 60,
    cache: { shards: 3, replicasPerShard: 1, brokerReplicas: 1, snapshotRetentionDays: 7 },
    poolerReplicas: 2,
    readReplicas: { min: 1, max: 3 },
    // Seed, Backup Strategy: daily and weekly backups reach back four weeks.
    timeSeries: { instances: 2, ownNodes: true, backupRetentionDays: 28 },
    gateway: { minReplicas: 2, maxReplicas: 6, cpuMillis: 100, memoryMib: 256 },
    identity: { replicas: 2, size: "standard" },
    observability: {
      inCluster: true,
      metricsRetentionDays: 15,
      collectors: 2,
      alarms: "all",
      threats: "all",
    },
    minWorkerNodes: 2,
    busyShare: SCALING_TRIGGERS.cpuPercent / 100,
  },
} as const satisfies Record<Environment, Shape>;

/**
 * The shape of a cell: its environment's, with the protection lifted from a cell that is to go.
 *
 * @param config The environment, and the cell's name where it is to be taken down.
 */
export function shapeOf(config: {
  readonly environment: Environment;
  readonly decommission?: string | undefined;
}): Shape {
  const shape = SHAPES[config.environment];
  return config.decommission === undefined ? shape : { ...shape, protected: false };
}
