/**
 * The standby site by mode. A cluster without nodes holds nothing but its control plane and what
 * runs on every node: a release or a name server would wait for a node until it fails.
 */
import { unitPrice, HOURS_PER_MONTH } from "../../facts/prices";
import { SECONDS } from "./intervals";
import type { NodePoolPlan, SitePlan } from "../cell";
import type { CellConfig } from "../config/schema";
import type { Images } from "../images";
import { physicalName } from "../names";
import { containerResources } from "../workloads";
import { markerOf, stateOf } from "../site";
import type { DrMode, StandbyPlan } from "./types";

/** Modes that have a standby site. */
export type StandbyMode = Extract<DrMode, "pilot-light" | "warm-standby">;

/** What the standby site depends on. */
export interface StandbyArgs {
  readonly stack: string;
  readonly config: CellConfig;
  readonly mode: StandbyMode;
  /** The site as it is when it serves. */
  readonly serving: SitePlan;
  /** Images as the active site pulls them, and as the standby does. */
  readonly images: Readonly<Record<"active" | "standby", Images>>;
}

/** Size of a pool at rest. */
const AT_REST: Readonly<Record<StandbyMode, (pool: NodePoolPlan) => Partial<NodePoolPlan>>> = {
  "pilot-light": () => ({ minNodes: 0, desiredNodes: 0 }),
  "warm-standby": () => ({}),
};

/**
 * A replica has backups before it is promoted, or the promotion waits for the first.
 * Source: Amazon RDS User Guide, "Promoting a read replica to be a standalone DB instance".
 */
const REPLICA_RETENTION_DAYS = 1;

/** Rows that one run of the shipper takes at most; a run that finds more goes on at once. */
const OUTBOX_BATCH_ROWS = 500;

function restingPools(mode: StandbyMode, pools: readonly NodePoolPlan[]): readonly NodePoolPlan[] {
  return pools.map((pool) => ({ ...pool, ...AT_REST[mode](pool) }));
}

/** The cluster at rest. Its name differs from the other site's, since one stack holds both. */
function restingSite({ stack, mode, serving }: StandbyArgs): SitePlan {
  const { compute, network } = serving;
  const isWarm = mode === "warm-standby";
  return {
    ...serving,
    role: "standby",
    // One way out, so that nodes can start before the program has declared the others.
    network: { ...network, natZones: isWarm ? network.natZones : network.natZones.slice(0, 1) },
    // Nothing stands by for the standby.
    data: { ...serving.data, multiAz: false, readReplicas: { min: 0, max: 0 } },
    compute: {
      ...compute,
      clusterName: physicalName("eksCluster", ["podcast-platform", stack, "standby"]),
      nodePools: restingPools(mode, compute.nodePools),
      addons: isWarm ? compute.addons : compute.addons.filter(({ needsNodes }) => !needsNodes),
      operators: isWarm ? compute.operators : [],
      workloads: isWarm ? compute.workloads : [],
    },
  };
}

/**
 * Plans the standby site.
 *
 * @param args The site as it is when it serves, and the mode.
 */
export function planStandbySite(args: StandbyArgs): StandbyPlan {
  const { config, serving, images } = args;
  const { data, compute } = serving;
  const pools = compute.nodePools;
  return {
    site: restingSite(args),
    replica: {
      generation: config.site.generation,
      instanceClass: data.replicaClass,
      promotedClass: data.instanceClass,
      backupRetentionDays: REPLICA_RETENTION_DAYS,
      promotedRetentionDays: data.backupRetentionDays,
    },
    outbox: {
      image: images.active.sqlClient,
      intervalSeconds: SECONDS.outbox,
      batchRows: OUTBOX_BATCH_ROWS,
      resources: containerResources({ cpuMillis: 25, memoryMib: 128 }),
    },
    detector: {
      schedule: "rate(1 minute)",
      // The last step of the workflow runs a command that this version does not have.
      dryRun: true,
      publicUrl: `https://api.${config.domain}/healthz/ready`,
      replicaLagSeconds: SECONDS.replicaLag,
    },
    failover: {
      programImage: images.standby.platform,
      marker: markerOf(stateOf(config.site)),
      nodes: pools.map(({ role, desiredNodes }) => ({ pool: role, desired: desiredNodes })),
      healthUrl: `https://api.${config.domain}/healthz/ready`,
    },
  };
}

/**
 * What running nodes and caches would add to a standby site at rest: the price of being warm.
 *
 * @param serving The site as it is when it serves.
 * @returns Dollars a month; undefined where a part has no price in the region.
 */
export function warmMonthlyUsd({ region, compute, cache }: SitePlan): number | undefined {
  const { cluster, broker } = cache;
  const hourly = [
    ...compute.nodePools.map(({ instanceTypes, desiredNodes }) => ({
      service: "ec2",
      sku: instanceTypes[0] ?? "",
      count: desiredNodes,
    })),
    {
      service: "elasticache",
      sku: `${cluster.nodeType} Valkey`,
      count: cluster.shards * (1 + cluster.replicasPerShard),
    },
    { service: "elasticache", sku: `${broker.nodeType} Valkey`, count: 1 + broker.replicas },
  ];
  let sum = 0;
  for (const { service, sku, count } of hourly) {
    const price = unitPrice({ cloud: "aws", service, sku, region });
    if (price === null) return undefined;
    sum += price.usd * count * HOURS_PER_MONTH;
  }
  return sum;
}
