/** Alarms on what stands outside the cluster, where Prometheus cannot look. */
import { ALERTS, SCALING_TRIGGERS } from "../../facts/seed";
import { RDS_SIZES, maxConnections, type RdsClass } from "../../facts/sizes";
import type { CachePlan, DataPlan } from "../cell";
import type { Shape } from "../environments";
import type { Severity } from "./rules";

/** What an alarm watches. */
export type Watched =
  | { readonly kind: "database" }
  /** One node of a group, by the number that the vendor appends to the group's name. */
  | { readonly kind: "cache-node"; readonly group: "cache" | "broker"; readonly member: string }
  | { readonly kind: "nat"; readonly zone: string };

/** One alarm. */
export interface AlarmPlan {
  /** What it is for: part of its name, and the name of its page. */
  readonly key: string;
  readonly watched: Watched;
  readonly severity: Severity;
  readonly namespace: "AWS/RDS" | "AWS/ElastiCache" | "AWS/NATGateway";
  readonly metric: string;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly periods: number;
  /** Whether no measurement is a fault. */
  readonly missing: "breaching" | "notBreaching";
  /** One sentence with the limit. */
  readonly description: string;
}

/** What the alarms depend on. */
export interface AlarmsArgs {
  readonly data: DataPlan;
  readonly cache: CachePlan;
  readonly natZones: readonly string[];
  readonly shape: Shape;
}

const PERIOD_SECONDS = 300;

/** Seed, Scaling Triggers: for five minutes; three periods keep a backup from waking anybody. */
const PERIODS = 3;

const GIB = 1024 ** 3;

/** Free part of the storage at which an alarm is raised: what 80 % full leaves. */
const FREE_SHARE = 1 - SCALING_TRIGGERS.storagePercent / 100;

const COMMON = {
  severity: "warning",
  comparison: "GreaterThanThreshold",
  periodSeconds: PERIOD_SECONDS,
  periods: PERIODS,
  missing: "notBreaching",
} as const;

function isClass(name: string): name is RdsClass {
  return name in RDS_SIZES;
}

/** Connections that the database accepts: its parameter, else what its class allows. */
function connectionsOf({ instanceClass, parameters }: DataPlan): number {
  const stated = parameters.find(({ name }) => name === "max_connections");
  if (stated !== undefined) return Number(stated.value);
  if (!isClass(instanceClass)) {
    throw new Error(
      `${instanceClass} is not in the catalogue (${Object.keys(RDS_SIZES).join(", ")})`,
    );
  }
  return maxConnections(RDS_SIZES[instanceClass]);
}

/** Source: Amazon RDS User Guide, "Amazon CloudWatch metrics for Amazon RDS". */
function databaseAlarms(data: DataPlan): readonly AlarmPlan[] {
  const most = connectionsOf(data);
  const database = { ...COMMON, watched: { kind: "database" }, namespace: "AWS/RDS" } as const;
  const percent = SCALING_TRIGGERS.databaseConnectionsPercent;
  return [
    {
      ...database,
      key: "database-cpu",
      metric: "CPUUtilization",
      statistic: "Average",
      threshold: ALERTS.warning.utilizationPercent,
      description: "The database uses over 80 % of its processors",
    },
    {
      ...database,
      key: "database-storage",
      metric: "FreeStorageSpace",
      statistic: "Minimum",
      comparison: "LessThanThreshold",
      threshold: Math.round(data.storageGib * GIB * FREE_SHARE),
      description: `Less than a fifth of ${data.storageGib} GiB is free`,
    },
    {
      ...database,
      key: "database-connections",
      metric: "DatabaseConnections",
      statistic: "Maximum",
      threshold: Math.floor((most * percent) / 100),
      description: `Over ${percent} % of ${most} connections are in use`,
    },
    {
      ...database,
      key: "database-silent",
      severity: "critical",
      metric: "CPUUtilization",
      statistic: "Average",
      // A database that says nothing is down: the limit itself cannot be passed.
      threshold: 100,
      periodSeconds: 60,
      periods: SCALING_TRIGGERS.forMinutes,
      missing: "breaching",
      description: "The database has reported nothing for five minutes",
    },
  ];
}

/** Members of a group, as ElastiCache numbers them. Source: ElastiCache User Guide, "Shards". */
function membersOf(cache: CachePlan): readonly Extract<Watched, { kind: "cache-node" }>[] {
  const number = (value: number, digits: number): string => String(value).padStart(digits, "0");
  const { shards, replicasPerShard } = cache.cluster;
  const cluster = Array.from({ length: shards }, (_, shard) =>
    Array.from({ length: replicasPerShard + 1 }, (_each, node) => ({
      kind: "cache-node" as const,
      group: "cache" as const,
      member: `${number(shard + 1, 4)}-${number(node + 1, 3)}`,
    })),
  ).flat();
  const broker = Array.from({ length: cache.broker.replicas + 1 }, (_, node) => ({
    kind: "cache-node" as const,
    group: "broker" as const,
    member: number(node + 1, 3),
  }));
  return [...broker, ...cluster];
}

/** Source: Amazon ElastiCache User Guide, "Metrics for Valkey and Redis OSS". */
function cacheAlarms(cache: CachePlan, shape: Shape): readonly AlarmPlan[] {
  const all = membersOf(cache);
  // A cache forgets what is used least; a broker that is full refuses work.
  const watched = shape.observability.alarms === "all" ? all : all.slice(0, 1);
  return watched.flatMap((member) => {
    const node = { ...COMMON, watched: member, namespace: "AWS/ElastiCache" } as const;
    const of = `${member.group}-${member.member}`;
    const memory: AlarmPlan = {
      ...node,
      key: `${member.group}-memory`,
      metric: "DatabaseMemoryUsagePercentage",
      statistic: "Average",
      threshold: SCALING_TRIGGERS.memoryPercent,
      description: `${of} uses over ${SCALING_TRIGGERS.memoryPercent} % of its memory`,
    };
    const cpu: AlarmPlan = {
      ...node,
      key: `${member.group}-cpu`,
      metric: "EngineCPUUtilization",
      statistic: "Average",
      threshold: ALERTS.warning.utilizationPercent,
      description: `${of} uses over 80 % of the processor that its engine runs on`,
    };
    return shape.observability.alarms === "all" ? [memory, cpu] : [memory];
  });
}

/** Source: Amazon VPC User Guide, "NAT gateway metrics": `ErrorPortAllocation` should be 0. */
function natAlarms(natZones: readonly string[]): readonly AlarmPlan[] {
  return natZones.map((zone) => ({
    ...COMMON,
    key: "nat-ports",
    watched: { kind: "nat", zone },
    namespace: "AWS/NATGateway",
    metric: "ErrorPortAllocation",
    statistic: "Sum",
    threshold: 0,
    description: `The NAT gateway of ${zone} has no port left for a connection`,
  }));
}

/**
 * Plans the alarms of a site.
 *
 * @param args What it is made of.
 * @throws Error for a database class that is in no table.
 */
export function planAlarms({ data, cache, natZones, shape }: AlarmsArgs): readonly AlarmPlan[] {
  return [...databaseAlarms(data), ...cacheAlarms(cache, shape), ...natAlarms(natZones)];
}
