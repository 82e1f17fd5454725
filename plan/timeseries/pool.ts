/** The pool of nodes that holds the time series alone: a node for each instance. */
import { SCALING_TRIGGERS } from "../../facts/seed";
import { EC2_SIZES, type Ec2Type, type NodeSize } from "../../facts/sizes";
import type { NodePoolPlan } from "../cell";
import type { Demand } from "../demand";
import type { Shape } from "../environments";
import { DAEMONS, nodesFor } from "../load";
import { type Planned, smallest } from "../planned";
import { instanceLoad, timeSeriesSize } from "./size";

/** Images, logs and scratch space of a node; data is on volumes of its own. */
const DISK_GIB = 20;

/** Pods that a node must have room for beside an instance: agents of logs and metrics. */
const AGENT_PODS = 2;

/** Taint of the pool: nothing else may take memory from the database. */
const TIME_SERIES_TAINT = {
  key: "platform/pool",
  value: "timeseries",
  effect: "NO_SCHEDULE",
} as const;

/**
 * Plans the pool. It spans as many zones as it has nodes, so that a node that replaces another
 * comes up in the zone of the volume that waits for it.
 *
 * @param demand What the cell must carry.
 * @param shape Shape of the environment.
 * @returns Nothing where the instances run on the system pool.
 */
export function planTimeSeriesPool(demand: Demand, shape: Shape): readonly Planned<NodePoolPlan>[] {
  const { instances, ownNodes } = shape.timeSeries;
  if (!ownNodes) return [];
  const each = instanceLoad(timeSeriesSize(demand));
  const load = { ...each, pods: each.pods + AGENT_PODS };
  const busyMillis = ((load.cpuMillis + DAEMONS.cpuMillis) * SCALING_TRIGGERS.cpuPercent) / 100;
  const fits = (size: NodeSize): boolean =>
    size.sustainedVcpu * 1000 >= busyMillis && nodesFor(load, size) <= 1;
  const words = `${load.cpuMillis / 1000} CPUs and ${load.memoryMib} MiB for an instance`;
  const type: Ec2Type = smallest(EC2_SIZES, fits, words);
  const part: NodePoolPlan = {
    role: "timeseries",
    instanceTypes: [type],
    purchase: "on-demand",
    minNodes: instances,
    maxNodes: instances,
    desiredNodes: instances,
    diskGib: DISK_GIB,
    taints: [TIME_SERIES_TAINT],
    zones: Math.min(instances, shape.zones),
  };
  const why = `the cheapest type for ${words}`;
  return [{ part, reasons: [{ what: "timeseries.instanceTypes", choice: type, why }] }];
}
