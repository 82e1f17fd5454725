import assert from "node:assert/strict";
import { BlockList, isIPv4, isIPv6 } from "node:net";
import {
  CLOUDFLARE_RANGES,
  RANGES_MAX_AGE_DAYS,
  RATE_LIMIT_SECONDS,
  ZONE_PLAN_FACTS,
  ZONE_PLANS,
} from "../../facts/cloudflare";

const split = (cidr: string): readonly [string, number] => {
  const [address = "", bits = ""] = cidr.split("/");
  return [address, Number(bits)];
};

describe("facts about Cloudflare", () => {
  it("has ranges in the right notation, none inside another", () => {
    const seen = new BlockList();
    const { ipv4, ipv6 } = CLOUDFLARE_RANGES;
    for (const [cidrs, family, isAddress] of [
      [ipv4, "ipv4", isIPv4],
      [ipv6, "ipv6", isIPv6],
    ] as const) {
      for (const cidr of cidrs) {
        const [address, bits] = split(cidr);
        assert.ok(isAddress(address), cidr);
        assert.equal(seen.check(address, family), false, `${cidr} is inside of another`);
        seen.addSubnet(address, bits, family);
      }
    }
    assert.equal(seen.check("1.1.1.1"), false);
  });

  it("has read its ranges within a year", () => {
    const days = (Date.now() - Date.parse(CLOUDFLARE_RANGES.readOn)) / 86_400_000;
    const advice = "read https://www.cloudflare.com/ips-v4 and /ips-v6 again";
    assert.ok(days < RANGES_MAX_AGE_DAYS, `read ${CLOUDFLARE_RANGES.readOn}: ${advice}`);
  });

  it("never gives a dearer plan less", () => {
    for (const [i, plan] of ZONE_PLANS.slice(1).entries()) {
      const [less, more] = [ZONE_PLAN_FACTS[ZONE_PLANS[i]!], ZONE_PLAN_FACTS[plan]];
      assert.ok(more.rateLimit.rules >= less.rateLimit.rules, plan);
      assert.ok(more.rateLimit.longestPeriodSeconds >= less.rateLimit.longestPeriodSeconds, plan);
      assert.ok(more.cacheRules >= less.cacheRules, plan);
      assert.ok(more.shortestEdgeTtlSeconds <= less.shortestEdgeTtlSeconds, plan);
      assert.ok(more.shortestMonitorIntervalSeconds <= less.shortestMonitorIntervalSeconds, plan);
    }
  });

  it("names only periods that the vendor counts", () => {
    for (const { rateLimit } of Object.values(ZONE_PLAN_FACTS)) {
      assert.ok(RATE_LIMIT_SECONDS.includes(rateLimit.longestPeriodSeconds));
      assert.ok(RATE_LIMIT_SECONDS.includes(rateLimit.longestTimeoutSeconds));
    }
  });
});
