import assert from "node:assert/strict";
import { CACHE_PURGE_PERMISSION, MANAGED_RULESETS } from "../../../facts/cloudflare";
import { at, listAt, ofType, theOne } from "../../support/find";
import { type Recorded, resourcesOf } from "../../support/recorded";

const RULESET = "cloudflare:index/ruleset:Ruleset";
const RECORD = "cloudflare:index/dnsRecord:DnsRecord";

describe("the zone at the edge", () => {
  let dev: readonly Recorded[] = [];
  let prod: readonly Recorded[] = [];
  let eu: readonly Recorded[] = [];
  before(async () => {
    dev = await resourcesOf("dev");
    prod = await resourcesOf("prod");
    eu = await resourcesOf("prod-eu");
  });

  /** The rules of a phase. */
  const rulesOf = (stack: readonly Recorded[], phase: string) =>
    ofType(stack, RULESET)
      .filter(({ inputs }) => inputs.phase === phase)
      .flatMap(({ inputs }) => listAt(inputs, "rules"));

  it("has one ruleset a phase, and none for a phase without rules", () => {
    const phases = (stack: readonly Recorded[]) =>
      ofType(stack, RULESET)
        .map(({ inputs }) => String(inputs.phase))
        .toSorted();
    const both = ["http_ratelimit", "http_request_cache_settings"];
    assert.deepEqual(phases(dev), both);
    assert.deepEqual(phases(prod), [...both, "http_request_firewall_managed"].toSorted());
  });

  it("runs the vendor's managed rules and OWASP in prod", () => {
    const ids = rulesOf(prod, "http_request_firewall_managed").map((rule) =>
      at(rule, "actionParameters", "id"),
    );
    assert.deepEqual(ids, [MANAGED_RULESETS.cloudflare, MANAGED_RULESETS.owasp]);
  });

  it("counts by address alone, and blocks", () => {
    for (const rule of rulesOf(prod, "http_ratelimit")) {
      assert.equal(at(rule, "action"), "block");
      assert.deepEqual(at(rule, "ratelimit", "characteristics"), ["cf.colo.id", "ip.src"]);
    }
  });

  it("keeps the identity of each rule by a ref of its own", () => {
    for (const { inputs } of ofType(prod, RULESET)) {
      const refs = listAt(inputs, "rules").map((rule) => at(rule, "ref"));
      assert.ok(refs.every((ref) => typeof ref === "string" && /^[a-z_]+$/.test(ref)));
      assert.equal(new Set(refs).size, refs.length);
    }
  });

  it("buys a plan where it costs money, and leaves it when the stack goes", () => {
    const bought = ofType(prod, "cloudflare:index/zoneSubscription:ZoneSubscription");
    assert.deepEqual(
      bought.map(({ inputs }) => at(inputs, "ratePlan", "id")),
      ["pro"],
    );
    assert.deepEqual(ofType(dev, "cloudflare:index/zoneSubscription:ZoneSubscription"), []);
  });

  it("uses what the plan has only after the plan", () => {
    for (const { name, dependencies } of ofType(prod, RULESET)) {
      assert.ok(
        dependencies.some((urn) => urn.endsWith("::edge-zone-plan")),
        name,
      );
    }
  });

  it("leads every name to the one entry, behind the edge, and the proof of the domain past it", () => {
    const records = ofType(dev, RECORD).map(({ name, inputs }) => [
      name,
      inputs.content,
      inputs.proxied,
    ]);
    assert.deepEqual(records.toSorted(), [
      ["edge-routing-api", "primary-edge.elb.internal", true],
      ["edge-routing-app", "api.dev-podcast-platform.example", true],
      ["edge-routing-auth", "api.dev-podcast-platform.example", true],
      ["edge-routing-root", "api.dev-podcast-platform.example", true],
      ["primary-edge-domain-proof", "_value.primary-edge", false],
    ]);
  });

  it("sends traffic in the order of the pools and never back by itself", () => {
    const { inputs } = theOne(
      prod,
      "cloudflare:index/loadBalancer:LoadBalancer",
      "edge-routing-api",
    );
    assert.equal(inputs.steeringPolicy, "off");
    const [first] = listAt(inputs, "defaultPools");
    assert.equal(first, "edge-routing-pool-primary-id");
    assert.equal(inputs.fallbackPool, first);
    assert.deepEqual(ofType(dev, "cloudflare:index/loadBalancer:LoadBalancer"), []);
  });

  it("asks from the cell's own continent whether a site serves", () => {
    const from = (stack: readonly Recorded[]) =>
      ofType(stack, "cloudflare:index/loadBalancerPool:LoadBalancerPool").flatMap(({ inputs }) =>
        listAt(inputs, "checkRegions"),
      );
    assert.deepEqual([...new Set(from(prod))], ["ENAM"]);
    assert.deepEqual([...new Set(from(eu))], ["WEU"]);
  });

  it("stores a token that can purge this zone's cache and do nothing else", () => {
    const token = theOne(prod, "cloudflare:index/accountToken:AccountToken", "edge-zone-purge");
    const policies = listAt(token.inputs, "policies");
    assert.deepEqual(
      policies.map((policy) => at(policy, "permissionGroups")),
      [[{ id: CACHE_PURGE_PERMISSION }]],
    );
    const resources: unknown = JSON.parse(String(at(policies[0], "resources")));
    assert.deepEqual(resources, { "com.cloudflare.api.account.zone.the-zone": "*" });
  });

  it("shows origins a certificate of its own, and keeps the one that it began with", () => {
    const type =
      "cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate";
    const { inputs, ignoreChanges } = theOne(prod, type, "edge-zone-origin-pull-g1");
    assert.match(String(inputs.certificate), /^-----BEGIN CERTIFICATE-----/);
    assert.deepEqual(ignoreChanges, ["certificate", "privateKey"]);
  });
});
