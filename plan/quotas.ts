/**
 * What a cell needs of the quotas that stop a first `up`. Codes and defaults: Service Quotas
 * console; Amazon VPC User Guide, "Amazon VPC quotas"; Amazon EC2 User Guide, "Amazon EC2 service
 * quotas"; Amazon RDS User Guide, "Quotas and constraints for Amazon RDS".
 */
import type { Region } from "../facts/regions";
import { EC2_SIZES } from "../facts/sizes";
import type { CellPlan, NodePoolPlan } from "./cell";

/** Quotas that a first `up` of a cell can meet, with the vendor's default. */
export const QUOTAS = {
  vpcs: { service: "vpc", code: "L-F678F1CE", name: "VPCs per Region", default: 5 },
  addresses: {
    service: "ec2",
    code: "L-0263D0A3",
    name: "EC2-VPC Elastic IPs",
    default: 5,
  },
  onDemandCpus: {
    service: "ec2",
    code: "L-1216C47A",
    name: "Running On-Demand Standard instances, vCPUs",
    default: 5,
  },
  spotCpus: {
    service: "ec2",
    code: "L-34B43A08",
    name: "All Standard Spot Instance Requests, vCPUs",
    default: 5,
  },
  databases: { service: "rds", code: "L-7B6409FD", name: "DB instances", default: 40 },
} as const;

/** A quota that we know. */
export type QuotaName = keyof typeof QUOTAS;

/** How much of a quota a cell takes at its most. */
export interface QuotaNeed {
  readonly quota: QuotaName;
  readonly region: Region;
  readonly needed: number;
}

const CPUS: Readonly<Record<string, { readonly vcpu: number }>> = EC2_SIZES;

/** CPUs of an instance type; a pool takes only types of the catalogue. */
function cpusOf(type: string): number {
  const size = CPUS[type];
  if (size === undefined) throw new Error(`${type} is no size of the catalogue`);
  return size.vcpu;
}

/** CPUs of all pools of a kind at their most, on the largest type that each may take. */
function mostCpus(pools: readonly NodePoolPlan[], purchase: NodePoolPlan["purchase"]): number {
  return pools
    .filter((pool) => pool.purchase === purchase)
    .reduce(
      (sum, { maxNodes, instanceTypes }) => sum + maxNodes * Math.max(...instanceTypes.map(cpusOf)),
      0,
    );
}

/** What a site without compute takes: a network and, in it, a replica. */
function standbyNeeds(standby: CellPlan["standby"]): readonly QuotaNeed[] {
  if (standby === undefined) return [];
  const { region, network } = standby;
  return [
    { quota: "vpcs", region, needed: 1 },
    { quota: "addresses", region, needed: network.natZones.length },
    { quota: "databases", region, needed: 1 },
  ];
}

/**
 * What a cell takes of each quota, where every limit of its own is reached.
 *
 * @param cell The plan.
 */
export function needsOf(cell: CellPlan): readonly QuotaNeed[] {
  const { region, network, compute } = cell.primary;
  return [
    { quota: "vpcs", region, needed: 1 },
    { quota: "addresses", region, needed: network.natZones.length },
    { quota: "onDemandCpus", region, needed: mostCpus(compute.nodePools, "on-demand") },
    { quota: "spotCpus", region, needed: mostCpus(compute.nodePools, "spot") },
    { quota: "databases", region, needed: 1 },
    ...standbyNeeds(cell.standby),
  ];
}
