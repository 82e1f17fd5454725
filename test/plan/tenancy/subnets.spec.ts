import assert from "node:assert/strict";
import fc from "fast-check";
import { contains, overlaps, parseCidr } from "../../../analysis/cidr";
import { planSubnets } from "../../../plan/addresses";
import {
  DATA_PREFIX_BITS,
  dataNetwork,
  defaultSlot,
  nodeSubnets,
  slotCidr,
  TENANT_SLOTS,
  tenantRange,
} from "../../../plan/tenancy/subnets";

const ZONES = ["a", "b", "c", "d"];
const block = parseCidr("10.0.0.0/16");
const slots = fc.nat(TENANT_SLOTS - 1);

describe("addresses of enterprise tenants", () => {
  it("gives each slot subnets that overlap neither another slot nor the cell's own", () => {
    const own = planSubnets(block, ZONES, ["public", "private", "isolated"]);
    fc.assert(
      fc.property(slots, slots, (one, other) => {
        const subnets = nodeSubnets(slotCidr(block, one), ZONES);
        for (const { cidr } of subnets) {
          assert.ok(contains(tenantRange(block), cidr));
          assert.ok(own.every((each) => !overlaps(each.cidr, cidr)));
          if (one !== other) assert.equal(overlaps(slotCidr(block, other), cidr), false);
        }
      }),
    );
  });

  it("takes a slot from the id alone, whatever its letters' case", () => {
    const id = "3f8e0c3e-6a6e-4d6f-9d57-0d1f4f1f6a10";
    assert.equal(defaultSlot(id.toUpperCase()), defaultSlot(id));
    fc.assert(
      fc.property(fc.uuid(), (any) => {
        assert.ok(Number.isInteger(defaultSlot(any)) && defaultSlot(any) < TENANT_SLOTS);
      }),
    );
  });

  it("refuses a slot that does not exist", () => {
    assert.throws(() => slotCidr(block, TENANT_SLOTS), /16 is no slot of a tenant/);
    assert.throws(() => slotCidr(block, 1.5), /1\.5 is no slot/);
  });

  it("cuts a data network into isolated subnets, for each size that the stack file may state", () => {
    const { widest, narrowest } = DATA_PREFIX_BITS;
    const sizes = Array.from({ length: narrowest - widest + 1 }, (_, index) => widest + index);
    for (const bits of sizes) {
      const cidr = parseCidr(`10.64.0.0/${bits}`);
      const plan = dataNetwork(cidr, { zones: ZONES, flowLogRetentionDays: 30 });
      assert.deepEqual(
        plan.subnets.map(({ tier }) => tier),
        ["isolated", "isolated", "isolated", "isolated"],
      );
      assert.ok(plan.subnets.every((subnet) => contains(cidr, subnet.cidr)));
      assert.deepEqual(plan.natZones, []);
    }
  });
});
