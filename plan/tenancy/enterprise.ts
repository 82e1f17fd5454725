/** An enterprise tenant of tier `dedicated`: nodes, network, database and workloads of its own. */
import { SCALING_TRIGGERS } from "../../facts/seed";
import { EC2_SIZES, type Ec2Type } from "../../facts/sizes";
import type { DataPlan, NetworkPlan, NodePoolPlan, WorkloadPlan } from "../cell";
import type { CellConfig } from "../config/schema";
import type { Demand } from "../demand";
import type { Shape } from "../environments";
import type { Images } from "../images";
import { type Load, POOLER } from "../load";
import { holds } from "../nodes";
import { smallest, type Planned } from "../planned";
import { planWorkloads, workloadRequests } from "../workloads";
import { dataNetwork, defaultSlot, nodeSubnets, slotCidr } from "./subnets";
import type { EnterpriseTenantPlan, QuotaPlan } from "./types";

/**
 * What one enterprise tenant brings: our assumption, a tenth of year 1's requests and a fifth of
 * its relational data.
 */
export const ENTERPRISE_DEMAND: Demand = {
  tenants: 1,
  requestsPerDay: 1000,
  databaseGib: 20,
  timeSeriesGib: 0,
};

/** Copies of each workload: two of what serves, one of what must not run twice. */
const REPLICAS = { api: 2, worker: 2, scheduler: 1 } as const satisfies Record<
  WorkloadPlan["role"],
  number
>;

/** Nodes of a tenant: one may be lost, one more may come while another is replaced. */
const NODES = { desired: 2, survivors: 1, most: 3 } as const;

/** Images, logs and scratch space of a node. */
const DISK_GIB = 20;

/** Room in the quota for a rolling update and for Jobs, as a multiple of what runs. */
const QUOTA_FACTOR = 2;

/** CPU that each container may burst to. Source: plan/workloads, containerResources. */
const BURST_CPUS = 1;

/** Key of the taint on a tenant's nodes; its value is the tenant. */
export const TENANT_TAINT = "platform/tenant";

/** An entry of the stack file. */
export type EnterpriseEntry = CellConfig["enterpriseTenants"][number];

/** What the tenants of a site depend on. */
export interface EnterpriseArgs {
  readonly entry: EnterpriseEntry;
  readonly shape: Shape;
  readonly images: Images;
  /** The cell's own network. */
  readonly network: NetworkPlan;
  /** Plans the tenant's database for a demand, as every database of the cell is planned. */
  readonly database: (demand: Demand) => Planned<DataPlan>;
}

function workloadsOf(images: Images, pool: NodePoolPlan["role"]): readonly WorkloadPlan[] {
  return planWorkloads(images, ENTERPRISE_DEMAND).map((plan) => ({
    ...plan,
    pool,
    scaling: { kind: "fixed", replicas: REPLICAS[plan.role] },
  }));
}

/** Everything that runs on the tenant's nodes beside the daemons. */
function loadOf(poolers: number): Load {
  const requests = workloadRequests(ENTERPRISE_DEMAND);
  const parts = [
    { request: requests.api, pods: REPLICAS.api },
    { request: requests.worker, pods: REPLICAS.worker },
    { request: requests.scheduler, pods: REPLICAS.scheduler },
    { request: POOLER, pods: poolers },
  ];
  return {
    cpuMillis: parts.reduce((sum, { request, pods }) => sum + request.cpuMillis * pods, 0),
    memoryMib: parts.reduce((sum, { request, pods }) => sum + request.memoryMib * pods, 0),
    pods: parts.reduce((sum, { pods }) => sum + pods, 0),
  };
}

function poolOf(name: string, load: Load): Planned<NodePoolPlan> {
  const words =
    `${load.cpuMillis / 1000} CPUs, ${load.memoryMib} MiB and ${load.pods} pods ` +
    `on ${NODES.survivors} of ${NODES.desired} nodes`;
  const busyShare = SCALING_TRIGGERS.cpuPercent / 100;
  const type: Ec2Type = smallest(EC2_SIZES, holds(load, NODES.survivors, busyShare), words);
  return {
    part: {
      role: `tenant-${name}`,
      instanceTypes: [type],
      purchase: "on-demand",
      minNodes: NODES.desired,
      maxNodes: NODES.most,
      desiredNodes: NODES.desired,
      diskGib: DISK_GIB,
      taints: [{ key: TENANT_TAINT, value: name, effect: "NO_SCHEDULE" }],
    },
    reasons: [{ what: "pool.instanceTypes", choice: type, why: `the cheapest type for ${words}` }],
  };
}

function quotaOf({ cpuMillis, memoryMib, pods }: Load): QuotaPlan {
  return {
    requestsCpu: `${cpuMillis * QUOTA_FACTOR}m`,
    requestsMemory: `${memoryMib * QUOTA_FACTOR}Mi`,
    limitsCpu: `${pods * BURST_CPUS * QUOTA_FACTOR}`,
    // A container may use twice the memory that it asks for.
    limitsMemory: `${memoryMib * 2 * QUOTA_FACTOR}Mi`,
    pods: pods * QUOTA_FACTOR,
  };
}

/**
 * Plans what one enterprise tenant gets alone.
 *
 * @param args The entry, and what the whole cell is planned from.
 * @throws Error if no size in the catalogue is large enough.
 */
export function planEnterprise(args: EnterpriseArgs): Planned<EnterpriseTenantPlan> {
  const { entry, shape, images, network } = args;
  const { name, id, monthlyUsd, dataCidr } = entry;
  const slot = entry.slot ?? defaultSlot(id);
  const nodeCidr = slotCidr(network.cidr, slot);
  const load = loadOf(shape.poolerReplicas);
  const pool = poolOf(name, load);
  const data = args.database(ENTERPRISE_DEMAND);
  return {
    part: {
      name,
      id,
      monthlyUsd,
      namespace: `tenant-${name}`,
      nodeCidr,
      nodeSubnets: nodeSubnets(nodeCidr, network.zones),
      dataNetwork: { ...network, ...dataNetwork(dataCidr, network) },
      pool: pool.part,
      data: data.part,
      workloads: workloadsOf(images, pool.part.role),
      quota: quotaOf(load),
    },
    reasons: [
      {
        what: "nodeCidr",
        choice: nodeCidr,
        why: `slot ${slot}, ${entry.slot === undefined ? "a function of the tenant's id" : "as configured"}`,
      },
      ...pool.reasons,
      ...data.reasons.map((reason) => ({ ...reason, what: `data.${reason.what}` })),
    ],
  };
}
