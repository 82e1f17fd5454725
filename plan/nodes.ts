/** Node pools: an on-demand pool for everything that must stay, a spot pool for workers. */
import { API_SCALING, WORKER_SCALING } from "../facts/seed";
import { EC2_SIZES, type Ec2Type, type NodeSize } from "../facts/sizes";
import type { NodePoolPlan } from "./cell";
import type { Demand } from "./demand";
import { DAEMONS, expectedApiPods, type Load, nodesFor, systemLoad, type SystemArgs } from "./load";
import { smallest, type Planned } from "./planned";
import { planTimeSeriesPool } from "./timeseries/pool";
import { SMALL_BELOW_TENANTS, workloadRequests } from "./workloads";

/** Images, logs and scratch space of a node. */
const DISK_GIB = { small: 20, standard: 30 } as const;

/** A burst of this many times the expected pods still finds nodes. */
const BURST_FACTOR = 4;

/**
 * Types in the spot pool: several are interrupted less, and development may wait for the cheapest.
 * Source: Amazon EC2 User Guide, Best practices for Spot Instances.
 */
const SPOT_TYPES = { small: 2, standard: 3 } as const;

/** Taint of the spot pool: only what tolerates an interruption goes there. */
export const WORKER_TAINT = {
  key: "platform/pool",
  value: "workers",
  effect: "NO_SCHEDULE",
} as const;

/** What the pools depend on. */
export interface NodesArgs extends SystemArgs {
  readonly purchase: "spot" | "on-demand";
}

/**
 * Says which types hold a load.
 *
 * @param load What runs there, daemons left out.
 * @param nodes How many nodes share it.
 * @param busyShare Share of the requested CPU that is busy on average.
 */
export function holds(load: Load, nodes: number, busyShare: number): (size: NodeSize) => boolean {
  return (size) => {
    const busyMillis = load.cpuMillis / nodes + DAEMONS.cpuMillis;
    const sustained = busyMillis * busyShare <= size.sustainedVcpu * 1000;
    return sustained && nodesFor(load, size) <= nodes;
  };
}

function classOf(demand: Demand): "small" | "standard" {
  return demand.tenants < SMALL_BELOW_TENANTS ? "small" : "standard";
}

function systemPool(args: NodesArgs): Planned<NodePoolPlan> {
  const { demand, shape } = args;
  const nodes = shape.zones;
  const survivors = shape.survivesZoneLoss ? nodes - 1 : nodes;
  const pods = expectedApiPods(demand);
  const load = systemLoad(args, pods);
  const words =
    `${load.cpuMillis / 1000} CPUs, ${Math.ceil(load.memoryMib)} MiB and ${load.pods} pods ` +
    `on ${survivors} of ${nodes} nodes`;
  const type: Ec2Type = smallest(EC2_SIZES, holds(load, survivors, shape.busyShare), words);
  const burstPods = Math.min(pods * BURST_FACTOR, API_SCALING.maxReplicas);
  const burst = nodesFor(systemLoad(args, burstPods), EC2_SIZES[type]);
  const most = Math.max(burst, nodes + 1);
  const all = nodesFor(systemLoad(args, API_SCALING.maxReplicas), EC2_SIZES[type]);
  return {
    part: {
      role: "system",
      instanceTypes: [type],
      purchase: "on-demand",
      minNodes: nodes,
      maxNodes: most,
      desiredNodes: nodes,
      diskGib: DISK_GIB[classOf(demand)],
      taints: [],
    },
    reasons: [
      { what: "system.instanceTypes", choice: type, why: `the cheapest type for ${words}` },
      {
        what: "system.maxNodes",
        choice: `${most}`,
        why:
          `room for ${burstPods} API pods, ${BURST_FACTOR} times the expected ${pods}; ` +
          `all ${API_SCALING.maxReplicas} pods of the autoscaler would need ${all} nodes`,
      },
    ],
  };
}

/** Types that can replace each other: large enough for workers, and never burstable. */
function workerTypes(count: number): readonly Ec2Type[] {
  const names = Object.keys(EC2_SIZES) as Ec2Type[];
  return names
    .filter((name) => {
      const size: NodeSize = EC2_SIZES[name];
      return size.sustainedVcpu >= 2 && size.memoryGib >= 8;
    })
    .slice(0, count);
}

function workerPool({ demand, shape, purchase }: NodesArgs): Planned<NodePoolPlan> {
  const types = workerTypes(SPOT_TYPES[classOf(demand)]);
  const request = workloadRequests(demand).worker;
  const loadOf = (pods: number): Load => ({
    cpuMillis: request.cpuMillis * pods,
    memoryMib: request.memoryMib * pods,
    pods,
  });
  // The pool may be given any of its types, so each must do.
  const count = (pods: number): number =>
    Math.max(...types.map((type) => nodesFor(loadOf(pods), EC2_SIZES[type])));
  const least = Math.max(shape.minWorkerNodes, count(WORKER_SCALING.minReplicas));
  const most = Math.max(least, count(WORKER_SCALING.maxReplicas));
  return {
    part: {
      role: "workers",
      instanceTypes: types,
      purchase,
      minNodes: least,
      maxNodes: most,
      desiredNodes: least,
      diskGib: DISK_GIB[classOf(demand)],
      taints: [WORKER_TAINT],
    },
    reasons: [
      {
        what: "workers.instanceTypes",
        choice: types.join(", "),
        why: `${types.length} types of at least 2 CPUs and 8 GiB, so that one spot market may dry up`,
      },
      {
        what: "workers.maxNodes",
        choice: `${most}`,
        why: `room for the ${WORKER_SCALING.maxReplicas} workers that the autoscaler may start`,
      },
    ],
  };
}

/**
 * Plans the node pools of a site.
 *
 * @param args Demand, shape and how workers are bought.
 * @throws Error if no type in the catalogue is large enough.
 */
export function planNodes(args: NodesArgs): Planned<readonly NodePoolPlan[]> {
  const pools = [
    systemPool(args),
    workerPool(args),
    ...planTimeSeriesPool(args.demand, args.shape),
  ];
  return {
    part: pools.map(({ part }) => part),
    reasons: pools.flatMap(({ reasons }) => reasons),
  };
}
