import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, overlaps, parseCidr, subnetAt, type Cidr } from "../../analysis/cidr";
import { MAX_ZONES, planNetwork, planSubnets, subnetBlock } from "../../plan/addresses";
import type { SubnetPlan, Tier } from "../../plan/cell";
import { SHAPES } from "../../plan/environments";
import { NETWORK_DEFAULTS, PRIVATE_RANGES, SERVICE_CIDR } from "../../plan/ranges";

const TIERS: readonly Tier[] = ["public", "private", "isolated"];
const ZONES = ["a", "b", "c", "d"];

const block = fc.nat(255).map((second) => parseCidr(`10.${second}.0.0/16`));
const zones = fc.integer({ min: 1, max: MAX_ZONES }).map((count) => ZONES.slice(0, count));
const tiers = fc.subarray([...TIERS], { minLength: 1 });

function cidrs(subnets: readonly SubnetPlan[]): readonly Cidr[] {
  return subnets.map(({ cidr }) => cidr);
}

describe("addresses", () => {
  it("lies within the block and overlaps nowhere", () => {
    fc.assert(
      fc.property(block, zones, tiers, (site, zoneNames, tierNames) => {
        const blocks = cidrs(planSubnets(site, zoneNames, tierNames));
        for (const [index, one] of blocks.entries()) {
          assert.ok(contains(site, one));
          for (const other of blocks.slice(index + 1)) assert.equal(overlaps(one, other), false);
        }
      }),
    );
  });

  it("keeps every block when zones or tiers are added", () => {
    fc.assert(
      fc.property(block, zones, tiers, (site, zoneNames, tierNames) => {
        const all = planSubnets(site, ZONES, TIERS);
        for (const before of planSubnets(site, zoneNames, tierNames)) {
          assert.deepEqual(
            all.find(({ tier, zone }) => tier === before.tier && zone === before.zone),
            before,
          );
        }
      }),
    );
  });

  it("keeps the subnets of two sites apart when their blocks are apart", () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        fc.pre(one !== other);
        const of = (site: Cidr): readonly Cidr[] => cidrs(planSubnets(site, ZONES, TIERS));
        const apart = (left: Cidr): boolean => of(other).every((right) => !overlaps(left, right));
        assert.ok(of(one).every(apart));
      }),
    );
  });

  it("leaves the last six of sixteen parts to tiers that do not exist yet", () => {
    const site = parseCidr("10.0.0.0/16");
    const used = cidrs(planSubnets(site, ZONES, TIERS));
    for (const index of [10, 11, 12, 13, 14, 15]) {
      const spare = subnetAt(site, 20, index);
      assert.ok(used.every((cidr) => !overlaps(cidr, spare)));
    }
  });

  it("has no slot for a fifth zone", () => {
    assert.throws(() => subnetBlock(parseCidr("10.0.0.0/16"), "private", 4), /has no slot/);
  });

  it("keeps the ranges that every cell shares private and apart", () => {
    const fixed = [SERVICE_CIDR, NETWORK_DEFAULTS.primary, NETWORK_DEFAULTS.standby];
    for (const [index, one] of fixed.entries()) {
      assert.ok(PRIVATE_RANGES.some((range) => contains(range, one)));
      for (const other of fixed.slice(index + 1)) assert.equal(overlaps(one, other), false);
    }
  });

  it("gives production a NAT gateway a zone, and development one", () => {
    const args = { region: "ap-northeast-1", block: parseCidr("10.9.0.0/16") } as const;
    assert.deepEqual(planNetwork({ ...args, shape: SHAPES.prod }).natZones, [
      "ap-northeast-1a",
      "ap-northeast-1c",
      "ap-northeast-1d",
    ]);
    assert.deepEqual(planNetwork({ ...args, shape: SHAPES.dev }).natZones, ["ap-northeast-1a"]);
  });
});
