/**
 * Addresses. Every tier has a slot for each of four zones, whether the zone is used or not: a new
 * zone takes an empty slot, a new tier takes one of the spare groups, and no block ever moves.
 */
import { subnetAt, type Cidr } from "../analysis/cidr";
import { regionFacts, type Region } from "../facts/regions";
import type { NetworkPlan, SubnetPlan, Tier } from "./cell";
import type { Shape } from "./environments";

/** Zones that have slots; a region's further zones are not used. */
export const MAX_ZONES = 4;

/** Where a tier's blocks lie: blocks of `prefixBits`, the first of them number `firstBlock`. */
export interface TierSlots {
  readonly prefixBits: number;
  readonly firstBlock: number;
}

/**
 * Slots within a /16. Private subnets fill the lower half, since every pod takes an address;
 * 128.0/20 is public, 144.0/20 isolated, 160.0/19 is spare for two further tiers, and 192.0/18
 * holds the nodes of enterprise tenants (plan/tenancy/subnets).
 */
export const TIER_SLOTS = {
  private: { prefixBits: 19, firstBlock: 0 },
  public: { prefixBits: 22, firstBlock: 32 },
  isolated: { prefixBits: 22, firstBlock: 36 },
} as const satisfies Record<Tier, TierSlots>;

/**
 * The block of one subnet.
 *
 * @param block The site's /16.
 * @param tier Tier of the subnet.
 * @param zoneIndex Position of the zone in the region's table, from 0.
 * @throws Error if the zone has no slot.
 */
export function subnetBlock(block: Cidr, tier: Tier, zoneIndex: number): Cidr {
  if (zoneIndex >= MAX_ZONES) throw new Error(`zone number ${zoneIndex} has no slot in ${block}`);
  const slots = TIER_SLOTS[tier];
  return subnetAt(block, slots.prefixBits, slots.firstBlock + zoneIndex);
}

/**
 * The subnets of a site, tier by tier.
 *
 * @param block The site's /16.
 * @param zones Zones in the order of the region's table, at most {@link MAX_ZONES}.
 * @param tiers Tiers to lay out.
 */
export function planSubnets(
  block: Cidr,
  zones: readonly string[],
  tiers: readonly Tier[],
): readonly SubnetPlan[] {
  return tiers.flatMap((tier) =>
    zones.map((zone, index) => ({ tier, zone, cidr: subnetBlock(block, tier, index) })),
  );
}

/** What the network of a site depends on. */
export interface NetworkArgs {
  readonly region: Region;
  readonly block: Cidr;
  readonly shape: Shape;
}

/**
 * Plans the network of one site.
 *
 * @param args Region, address block and shape.
 */
export function planNetwork({ region, block, shape }: NetworkArgs): NetworkPlan {
  const zones = regionFacts(region).zones.slice(0, Math.min(shape.zones, MAX_ZONES));
  return {
    cidr: block,
    zones,
    subnets: planSubnets(block, zones, ["public", "private", "isolated"]),
    natZones: shape.natPerZone ? zones : zones.slice(0, 1),
    flowLogRetentionDays: shape.logRetentionDays,
  };
}
