import assert from "node:assert/strict";
import { ACCOUNT_VARIABLE } from "../../../simulator/clouds/cloudflare/zones";
import { CLOUDFLARE } from "../../../simulator/clouds/cloudflare";
import { simulateCalls } from "../../../simulator/testing";
import { OWNER, RECORD, RULESET, ZONE, ZONE_NAME } from "./cloudflare/world";
import { textOf, viewOf } from "./support";

const GET_ZONE = "cloudflare:index/getZone:getZone";
const SUBSCRIPTION = "cloudflare:index/zoneSubscription:ZoneSubscription";
const calls = () => simulateCalls(CLOUDFLARE, { provider: { apiToken: "t" } });
const filter = { name: ZONE_NAME, account: { id: OWNER } };

describe("simulated Cloudflare", () => {
  it("wants a token", () => {
    const view = viewOf([], { package: "cloudflare", account: "", provider: {} });
    const before = process.env.CLOUDFLARE_API_TOKEN;
    Reflect.deleteProperty(process.env, "CLOUDFLARE_API_TOKEN");
    try {
      assert.match(JSON.stringify(CLOUDFLARE.connect({}, view)), /must provide exactly one of/);
    } finally {
      if (before !== undefined) process.env.CLOUDFLARE_API_TOKEN = before;
    }
  });

  it("finds a zone by account and name, always the same, and none for a token of another account", () => {
    const edge = calls();
    assert.equal(edge.invoke(GET_ZONE, { filter }).id, ZONE);
    process.env[ACCOUNT_VARIABLE] = "2".repeat(32);
    try {
      assert.throws(() => edge.invoke(GET_ZONE, { filter }), /failed to find exactly one result/);
    } finally {
      Reflect.deleteProperty(process.env, ACCOUNT_VARIABLE);
    }
  });

  it("has what a plan has only once the plan is bought", () => {
    const edge = calls();
    const rules = [
      {
        expression: "true",
        action: "block",
        ratelimit: { characteristics: ["cf.colo.id", "ip.src"], period: 60, mitigationTimeout: 60 },
      },
    ];
    const ruleset = { zoneId: ZONE, name: "limits", kind: "zone", phase: "http_ratelimit", rules };
    assert.throws(() => edge.create(RULESET, ruleset), /not entitled to use the period 60/);
    edge.create(SUBSCRIPTION, { zoneId: ZONE, ratePlan: { id: "pro" } });
    assert.match(edge.create(RULESET, ruleset).id, /^[0-9a-f]{32}$/);
    assert.deepEqual(edge.invoke(GET_ZONE, { filter }).plan, { id: "pro" });
  });

  it("makes a ruleset anew when its phase changes, and a record in place when its content does", () => {
    const edge = calls();
    const ruleset = { zoneId: ZONE, name: "r", kind: "zone", phase: "http_ratelimit", rules: [] };
    const { id } = edge.create(RULESET, ruleset);
    const replaced = edge.diff(RULESET, id, { ...ruleset, phase: "http_request_cache_settings" });
    assert.deepEqual(
      replaced.differences.map(({ path, replaces }) => [path, replaces]),
      [["phase", true]],
    );
    const record = { zoneId: ZONE, name: "a.prod.example", type: "CNAME", content: "b", ttl: 1 };
    const made = edge.create(RECORD, record);
    const changed = edge.diff(RECORD, made.id, { ...record, content: "c" });
    assert.deepEqual(
      changed.differences.map(({ path, replaces }) => [path, replaces]),
      [["content", false]],
    );
  });

  it("shows the value of a token when it makes one, and keeps it", () => {
    const edge = calls();
    const TOKEN = "cloudflare:index/accountToken:AccountToken";
    const policy = { effect: "allow", permissionGroups: [{ id: "p" }], resources: "{}" };
    const inputs = { accountId: OWNER, name: "purge", policies: [policy] };
    const { id, outputs } = edge.create(TOKEN, inputs);
    assert.match(textOf(outputs.value), /^[0-9a-f]{40}$/);
    const renamed = edge.update(TOKEN, id, { ...inputs, name: "cache-purge" });
    assert.equal(renamed.outputs.value, outputs.value);
  });
});
