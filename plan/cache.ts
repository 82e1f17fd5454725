/** The cache: a cluster for the application, a group without cluster mode for Celery. */
import { CACHE_MIN_NODES } from "../facts/seed";
import { CACHE_SIZES } from "../facts/sizes";
import { VALKEY } from "../facts/versions";
import type { CachePlan } from "./cell";
import type { Demand } from "./demand";
import type { Shape } from "./environments";
import { smallest, type Planned } from "./planned";

/** Hot keys of a tenant: our assumption, which puts the seed's year 3 on r7g.large. */
const MIB_PER_TENANT = 0.6;
/**
 * Share of a node's memory that data may fill; the rest is for replication and snapshots.
 * Source: Amazon ElastiCache User Guide, Ensuring you have enough memory (25 percent reserved).
 */
const USABLE_SHARE = 0.75;
/** Messages that wait for a worker; a queue of 100 a pod is small. */
const BROKER_GIB = 0.25;

/**
 * Plans the caches of a site.
 *
 * @param demand What the cell must carry.
 * @param shape Shape of the environment.
 * @throws Error if no node type is large enough, or the shape has too few nodes.
 */
export function planCache(demand: Demand, shape: Shape): Planned<CachePlan> {
  const { shards, replicasPerShard, brokerReplicas, snapshotRetentionDays } = shape.cache;
  const nodes = shards * (1 + replicasPerShard);
  if (nodes < CACHE_MIN_NODES) {
    throw new Error(`a cache cluster of ${nodes} nodes; allowed: at least ${CACHE_MIN_NODES}`);
  }
  const needGib = (demand.tenants * MIB_PER_TENANT) / 1024 / shards;
  const need = `${needGib.toFixed(3)} GiB of data a shard`;
  const nodeType = smallest(CACHE_SIZES, (size) => size.memoryGib * USABLE_SHARE >= needGib, need);
  const brokerType = smallest(
    CACHE_SIZES,
    (size) => size.memoryGib * USABLE_SHARE >= BROKER_GIB,
    `${BROKER_GIB} GiB of messages`,
  );
  const part: CachePlan = {
    engine: "valkey",
    engineVersion: VALKEY.version,
    parameterFamily: VALKEY.parameterFamily,
    cluster: { nodeType, shards, replicasPerShard },
    broker: { nodeType: brokerType, replicas: brokerReplicas },
    snapshotRetentionDays,
    snapshotWindow: "06:30-07:30",
    maintenanceWindow: "sun:10:00-sun:11:00",
  };
  return {
    part,
    reasons: [
      {
        what: "cluster",
        choice: `${shards} x ${1 + replicasPerShard} ${nodeType}`,
        why: `the cheapest node for ${need}; ${nodes} nodes, at least ${CACHE_MIN_NODES} (seed)`,
      },
      {
        what: "engine",
        choice: part.engine,
        why: "speaks the Redis protocol and costs a fifth less than Redis on ElastiCache",
      },
    ],
  };
}
