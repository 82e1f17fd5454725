/** What runs on the nodes, and what a node leaves for it. */
import type { NodeSize } from "../facts/sizes";
import { API_SCALING } from "../facts/seed";
import type { OperatorPlan } from "./cell";
import { peakRequestsPerSecond, type Demand } from "./demand";
import type { Shape } from "./environments";
import { REQUESTS_PER_SECOND_PER_POD, workloadRequests, type Request } from "./workloads";

/** CPU, memory and pods together. */
export interface Load extends Request {
  readonly pods: number;
}

/**
 * A node's own share: CNI with policy agent, kube-proxy, pod identity, EBS CSI.
 * Source: the default requests of these add-ons.
 */
export const DAEMONS: Load = { cpuMillis: 180, memoryMib: 250, pods: 4 };

/**
 * One each of coredns, CSI controller, metrics-server.
 * Source: the default requests of these add-ons.
 */
const ADDONS: Load = { cpuMillis: 260, memoryMib: 510, pods: 3 };

/** One pooler. */
export const POOLER: Request = { cpuMillis: 50, memoryMib: 64 };

function sum(loads: readonly Load[]): Load {
  return loads.reduce((a, b) => ({
    cpuMillis: a.cpuMillis + b.cpuMillis,
    memoryMib: a.memoryMib + b.memoryMib,
    pods: a.pods + b.pods,
  }));
}

function times(request: Request, pods: number): Load {
  return { cpuMillis: request.cpuMillis * pods, memoryMib: request.memoryMib * pods, pods };
}

/**
 * What the cluster itself needs on its nodes, all copies together: add-ons and operators.
 *
 * @param addonReplicas Copies of each add-on that is no daemon.
 * @param operators The operators.
 */
export function clusterServices(
  addonReplicas: number,
  operators: readonly Pick<OperatorPlan, "load">[],
): Load {
  const addons = Array.from({ length: addonReplicas }, () => ADDONS);
  return sum([...addons, ...operators.map(({ load }) => load)]);
}

/**
 * API pods that the busiest second needs: never fewer than the autoscaler's minimum.
 *
 * @param demand What the cell must carry.
 */
export function expectedApiPods(demand: Demand): number {
  const needed = Math.ceil(peakRequestsPerSecond(demand) / REQUESTS_PER_SECOND_PER_POD);
  return Math.min(Math.max(needed, API_SCALING.minReplicas), API_SCALING.maxReplicas);
}

/** What the load of the system pool depends on. */
export interface SystemArgs {
  /** What the cell must carry. */
  readonly demand: Demand;
  readonly shape: Shape;
  /** What the cluster itself needs. */
  readonly services: Load;
}

/**
 * Everything that runs on the system pool beside the daemons.
 *
 * @param args What the load depends on.
 * @param apiPods How many API pods to count.
 */
export function systemLoad({ demand, shape, services }: SystemArgs, apiPods: number): Load {
  const requests = workloadRequests(demand);
  return sum([
    services,
    times(requests.api, apiPods),
    times(requests.scheduler, 1),
    times(POOLER, shape.poolerReplicas),
  ]);
}

/** Share of the memory that the hypervisor keeps. Source: Karpenter, vmMemoryOverheadPercent. */
const HYPERVISOR_SHARE = 0.075;
/** Source: Kubernetes documentation, Node-pressure eviction, `memory.available`. */
const EVICTION_MIB = 100;
/** CPU that the kubelet keeps on two cores; more cores cost little more. Source: as below. */
const KUBELET_CPU_MILLIS = 70;

/**
 * What pods may ask for on a node, daemons already taken off.
 * Source: Amazon EKS AMI, kube-reserved: 255 MiB and 11 MiB a pod.
 *
 * @param size Facts of the node type.
 */
export function allocatable(size: NodeSize): Load {
  const kubeletMib = 255 + 11 * size.maxPods;
  const memoryMib = size.memoryGib * 1024 * (1 - HYPERVISOR_SHARE) - kubeletMib - EVICTION_MIB;
  return {
    cpuMillis: size.vcpu * 1000 - KUBELET_CPU_MILLIS - DAEMONS.cpuMillis,
    memoryMib: memoryMib - DAEMONS.memoryMib,
    pods: size.maxPods - DAEMONS.pods,
  };
}

/**
 * Nodes of one type that a load needs at least.
 *
 * @param load What is to run.
 * @param size Facts of the node type.
 */
export function nodesFor(load: Load, size: NodeSize): number {
  const room = allocatable(size);
  if (room.cpuMillis <= 0 || room.memoryMib <= 0 || room.pods <= 0) return Infinity;
  return Math.ceil(
    Math.max(
      load.cpuMillis / room.cpuMillis,
      load.memoryMib / room.memoryMib,
      load.pods / room.pods,
    ),
  );
}
