/** Cases of records, settings, tokens and load balancing. */
import type { Values } from "../../../../facts/values";
import { type RuleCase, thing } from "../support";
import { BALANCER, MONITOR, on, OWNER, POOL, RECORD, ZONE, ZONE_NAME } from "./world";

const APP: Values = {
  zoneId: ZONE,
  name: "app.prod.example",
  type: "CNAME",
  content: "api.prod.example",
  proxied: true,
  ttl: 1,
};
const record = (id: string, inputs: Values) => thing(RECORD, id, { ...APP, ...inputs });
const rival = (inputs: Values, says: RegExp): RuleCase => ({
  rule: "cloudflare-record-conflict",
  type: RECORD,
  inputs: APP,
  world: [record("root", { name: ZONE_NAME })],
  add: [record("rival", inputs)],
  says,
});
const POOL_INPUTS: Values = {
  accountId: OWNER,
  name: "podcast-prod-primary",
  monitor: "m",
  origins: [{ name: "primary", address: "a.elb.amazonaws.com" }],
};
const CHECK: Values = {
  accountId: OWNER,
  type: "https",
  interval: 60,
  timeout: 5,
  retries: 2,
  probeZone: ZONE_NAME,
};
const BALANCED: Values = {
  zoneId: ZONE,
  name: "api.prod.example",
  defaultPools: ["a", "b"],
  fallbackPool: "a",
};
const pools = [thing(POOL, "a", POOL_INPUTS), thing(POOL, "b", POOL_INPUTS)];

/** Cases of records, settings, tokens and load balancing. */
export const ZONE_CASES: readonly RuleCase[] = [
  rival({}, /identical record already exists/),
  rival({ content: "elsewhere.example" }, /CNAME record with that host already exists/),
  rival({ type: "A", content: "192.0.2.1" }, /CNAME record with that host already exists/),
  {
    rule: "cloudflare-record-ttl",
    type: RECORD,
    inputs: APP,
    change: { ttl: 300 },
    says: /Invalid TTL.*\(9021\)/,
  },
  {
    rule: "cloudflare-record-ttl",
    type: RECORD,
    inputs: { ...APP, proxied: false, ttl: 60 },
    change: { ttl: 30 },
    says: /between 60 and 86400/,
  },
  {
    rule: "cloudflare-record-proxied-type",
    type: RECORD,
    inputs: APP,
    change: { type: "TXT" },
    says: /cannot be proxied/,
  },
  {
    rule: "cloudflare-regional-plan",
    type: "cloudflare:index/regionalHostname:RegionalHostname",
    inputs: { zoneId: ZONE, hostname: "api.prod.example", regionKey: "eu" },
    world: [on("enterprise")],
    drop: ["plan"],
    says: /Regional Services is not enabled/,
  },
  {
    rule: "cloudflare-setting-value",
    type: "cloudflare:index/zoneSetting:ZoneSetting",
    inputs: { zoneId: ZONE, settingId: "min_tls_version", value: "1.3" },
    change: { value: "TLSv1.3" },
    says: /Invalid value for zone setting min_tls_version/,
  },
  {
    rule: "cloudflare-token-resources",
    type: "cloudflare:index/accountToken:AccountToken",
    inputs: { accountId: OWNER, name: "purge", policies: [{ effect: "allow", resources: "{}" }] },
    change: { "policies.0.resources": `com.cloudflare.api.account.zone.${ZONE}` },
    says: /must be an object/,
  },
  {
    rule: "cloudflare-monitor-interval",
    type: MONITOR,
    inputs: CHECK,
    world: [on("pro")],
    change: { interval: 30 },
    says: /at least 60 seconds/,
  },
  {
    rule: "cloudflare-monitor-time",
    type: MONITOR,
    inputs: CHECK,
    world: [on("pro")],
    change: { timeout: 30 },
    says: /greater than .* = 90/,
  },
  {
    rule: "cloudflare-pool-missing",
    type: BALANCER,
    inputs: BALANCED,
    world: pools,
    drop: ["b"],
    says: /could not find pool b/,
  },
  {
    rule: "cloudflare-pool-origins",
    type: POOL,
    inputs: POOL_INPUTS,
    world: [thing(MONITOR, "m", CHECK)],
    change: { origins: [] },
    says: /needs an origin/,
  },
  {
    rule: "cloudflare-monitor-missing",
    type: POOL,
    inputs: POOL_INPUTS,
    world: [thing(MONITOR, "m", CHECK)],
    drop: ["m"],
    says: /monitor m: resource not found/,
  },
  {
    rule: "cloudflare-balancing-in-use",
    type: POOL,
    verb: "delete",
    id: "a",
    inputs: POOL_INPUTS,
    world: pools,
    add: [thing(BALANCER, "api", BALANCED)],
    says: /Pool a is in use/,
  },
  {
    rule: "cloudflare-balancing-in-use",
    type: MONITOR,
    verb: "delete",
    id: "m",
    inputs: CHECK,
    add: [pools[0]!],
    says: /Monitor m is in use/,
  },
];
