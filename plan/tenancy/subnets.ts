/** Addresses of enterprise tenants: each has a slot in the cell's network that never moves. */
import { createHash } from "node:crypto";
import { prefixBits, subnetAt, type Cidr } from "../../analysis/cidr";
import { MAX_ZONES } from "../addresses";
import type { NetworkPlan, SubnetPlan } from "../cell";

/** Slots in the last quarter of a site's /16: one /22 a tenant, one /24 of it a zone. */
export const TENANT_SLOTS = 16;

/** The last quarter of a /16. */
const TENANT_RANGE = { prefixBits: 18, index: 3 } as const;

/** Prefix of a tenant's part of the cell's network. */
const SLOT_PREFIX_BITS = 22;
/** Prefix of one zone's subnet: 251 addresses, several nodes full of pods. */
const ZONE_PREFIX_BITS = 24;
/** The /22 with which the last quarter of a /16 begins. */
const FIRST_SLOT = 48;

/**
 * Sizes of a tenant's data network. Source: Amazon VPC User Guide, VPC CIDR blocks and Subnet CIDR
 * blocks: /16 to /28 each, and four zones take two bits.
 */
export const DATA_PREFIX_BITS = { widest: 16, narrowest: 26 } as const;

/**
 * The slot of a tenant where the stack file states none: a function of the tenant's id alone, so
 * that no other tenant's coming or going moves it.
 *
 * @param id The tenant's UUID.
 */
export function defaultSlot(id: string): number {
  return createHash("sha256").update(id.toLowerCase()).digest().readUInt8(0) % TENANT_SLOTS;
}

/**
 * Where the nodes of all enterprise tenants are.
 *
 * @param block The site's /16.
 */
export function tenantRange(block: Cidr): Cidr {
  return subnetAt(block, TENANT_RANGE.prefixBits, TENANT_RANGE.index);
}

/**
 * The part of the cell's network that belongs to one tenant.
 *
 * @param block The site's /16.
 * @param slot The tenant's slot, from 0.
 * @throws Error if there is no such slot.
 */
export function slotCidr(block: Cidr, slot: number): Cidr {
  if (!Number.isInteger(slot) || slot < 0 || slot >= TENANT_SLOTS) {
    throw new Error(`${slot} is no slot of a tenant: whole numbers from 0 to ${TENANT_SLOTS - 1}`);
  }
  return subnetAt(block, SLOT_PREFIX_BITS, FIRST_SLOT + slot);
}

/**
 * The node subnets of a tenant, one a zone.
 *
 * @param slot What {@link slotCidr} gave.
 * @param zones Zones of the site, in the order of the region's table.
 */
export function nodeSubnets(slot: Cidr, zones: readonly string[]): readonly SubnetPlan[] {
  return zones.map((zone, index) => ({
    tier: "private",
    zone,
    cidr: subnetAt(slot, ZONE_PREFIX_BITS, index),
  }));
}

/**
 * The data network of a tenant: a quarter of its range for each of four zones, no way out.
 *
 * @param cidr The range that the stack file states.
 * @param site The cell's own network, whose zones and retention it takes.
 */
export function dataNetwork(
  cidr: Cidr,
  site: Pick<NetworkPlan, "zones" | "flowLogRetentionDays">,
): Pick<NetworkPlan, "cidr" | "zones" | "subnets" | "natZones" | "flowLogRetentionDays"> {
  const bits = prefixBits(cidr) + Math.log2(MAX_ZONES);
  const subnets = site.zones.map((zone, index) => ({
    tier: "isolated" as const,
    zone,
    cidr: subnetAt(cidr, bits, index),
  }));
  const { zones, flowLogRetentionDays } = site;
  return { cidr, zones, subnets, natZones: [], flowLogRetentionDays };
}
