import assert from "node:assert/strict";
import { ZONE_PLAN_FACTS, ZONE_PLANS, type ZonePlanName } from "../../../facts/cloudflare";
import { hostsOf, planZone } from "../../../plan/edge";
import {
  cacheRules,
  edgeLimits,
  managedRulesets,
  PERSONAL_HEADERS,
} from "../../../plan/edge/rules";
import { configOf, RAW } from "../../support/config";

const HOSTS = hostsOf("prod.example");

/** The production cell on another plan of the edge. */
function zoneOn(plan: ZonePlanName, stack: keyof typeof RAW = "prod") {
  const raw = RAW[stack];
  const account = raw.account as Readonly<Record<string, object>>;
  const cloudflare = { ...account.cloudflare, plan };
  return planZone(configOf(stack, { account: { ...account, cloudflare } }));
}

describe("planZone", () => {
  it("speaks TLS 1.3 alone, checks the origin's name and takes no early data", () => {
    const settings = new Map(zoneOn("pro").part.settings.map(({ id, value }) => [id, value]));
    assert.equal(settings.get("min_tls_version"), "1.3");
    assert.equal(settings.get("ssl"), "strict");
    assert.equal(settings.get("0rtt"), "off");
    assert.equal(settings.get("always_use_https"), "on");
  });

  for (const plan of ZONE_PLANS) {
    it(`stays within what the plan ${plan} has`, () => {
      const facts = ZONE_PLAN_FACTS[plan];
      const { part } = zoneOn(plan);
      assert.ok(part.limits.length > 0 && part.limits.length <= facts.rateLimit.rules);
      for (const limit of part.limits) {
        assert.ok(limit.periodSeconds <= facts.rateLimit.longestPeriodSeconds);
        assert.ok(limit.timeoutSeconds <= facts.rateLimit.longestTimeoutSeconds);
      }
      assert.ok(part.cacheRules.length <= facts.cacheRules);
      assert.equal(part.managedRulesets.length > 0, facts.managedRules);
      assert.equal(part.balancing?.monitor.intervalSeconds, facts.shortestMonitorIntervalSeconds);
    });
  }

  it("counts a minute where the plan can, and the same rate in ten seconds where it cannot", () => {
    const rates = (plan: ZonePlanName) =>
      edgeLimits(ZONE_PLAN_FACTS[plan], HOSTS).map((l) => [l.requestsPerPeriod, l.periodSeconds]);
    assert.deepEqual(rates("free"), [[100, 10]]);
    assert.deepEqual(rates("pro"), [
      [600, 60],
      [60, 60],
    ]);
  });

  it("runs OWASP at paranoia level 1 and blocks, since an API's client solves no challenge", () => {
    const owasp = managedRulesets(ZONE_PLAN_FACTS.pro).find(({ name }) => name === "owasp");
    assert.deepEqual(
      owasp?.overrides?.categories.map(({ category, enabled }) => [category, enabled]),
      [2, 3, 4].map((level) => [`paranoia-level-${level}`, false]),
    );
    assert.deepEqual(
      owasp.overrides.rules.map(({ action }) => action),
      ["block"],
    );
  });

  it("lets no request that names a person meet the cache: the last rule wins", () => {
    const rules = cacheRules(HOSTS);
    const last = rules.at(-1);
    assert.equal(last?.keep, "never");
    for (const header of PERSONAL_HEADERS) assert.ok(last.expression.includes(`"${header}"`));
    assert.ok(rules.slice(0, -1).every(({ keep }) => keep === "by-origin"));
  });

  it("caches the API's public reads and nothing else of it", () => {
    const api = cacheRules(HOSTS).filter(({ expression }) => expression.includes(HOSTS.api));
    assert.equal(api.length, 1);
    assert.match(api[0]!.expression, /in \{"GET" "HEAD"\}.*\/v1\/public\//);
  });

  it("buys a load balancer where there are two sites, the active one first", () => {
    assert.deepEqual(zoneOn("pro").part.balancing?.pools, [
      { role: "primary", enabled: true },
      { role: "standby", enabled: true },
    ]);
    assert.equal(zoneOn("free", "dev").part.balancing, undefined);
    const backup = planZone(configOf("prod", { dr: { mode: "backup" } }));
    assert.equal(backup.part.balancing, undefined);
  });

  it("gives a primary that returns no traffic after a failover", () => {
    const site = { active: "standby", generation: 2 };
    assert.deepEqual(planZone(configOf("prod", { site })).part.balancing?.pools, [
      { role: "standby", enabled: true },
      { role: "primary", enabled: false },
    ]);
  });

  it("keeps European requests in Europe where the plan can, and says so where it cannot", () => {
    assert.deepEqual(zoneOn("enterprise", "prod-eu").part.residency, {
      kind: "regional",
      regionKey: "eu",
    });
    const exception = zoneOn("pro", "prod-eu");
    assert.equal(exception.part.residency.kind, "exception");
    const reason = exception.reasons.find(({ what }) => what === "residency");
    assert.match(reason?.why ?? "", /no Regional Services/);
    assert.deepEqual(zoneOn("pro").part.residency, { kind: "everywhere" });
  });

  it("buys the plan, unless the zone has it from before", () => {
    const boughtZoneId = "0123456789abcdef0123456789abcdef";
    const { account } = configOf("prod");
    const bought = { account: { ...account, cloudflare: { ...account.cloudflare, boughtZoneId } } };
    assert.equal(planZone(configOf("prod")).part.boughtZoneId, undefined);
    assert.equal(planZone(configOf("prod", bought)).part.boughtZoneId, boughtZoneId);
  });
});
