/** Cases of rulesets: each good on the plan of its zone. */
import type { Values } from "../../../../facts/values";
import { MANAGED_RULESETS } from "../../../../facts/cloudflare";
import { type RuleCase, thing } from "../support";
import { on, RULESET, ZONE } from "./world";

const LIMIT: Values = {
  expression: 'http.host eq "api.prod.example"',
  action: "block",
  ratelimit: {
    characteristics: ["cf.colo.id", "ip.src"],
    period: 60,
    requestsPerPeriod: 600,
    mitigationTimeout: 60,
  },
};
const limits = (...more: readonly Values[]): Values => ({
  zoneId: ZONE,
  name: "limits",
  kind: "zone",
  phase: "http_ratelimit",
  rules: [LIMIT, ...more],
});
const limited = (rule: string, change: RuleCase["change"], says: RegExp): RuleCase => ({
  rule,
  type: RULESET,
  inputs: limits(),
  world: [on("pro")],
  change: change ?? {},
  says,
});
const caching = (parameters: Values): Values => ({
  zoneId: ZONE,
  name: "cache",
  kind: "zone",
  phase: "http_request_cache_settings",
  rules: [
    {
      expression: "true",
      action: "set_cache_settings",
      actionParameters: { cache: true, ...parameters },
    },
  ],
});
const FREE = { ...LIMIT, expression: 'starts_with(http.request.uri.path, "/")' };

/** Cases of rulesets. */
export const RULESET_CASES: readonly RuleCase[] = [
  {
    rule: "cloudflare-phase-second-ruleset",
    type: RULESET,
    inputs: limits(),
    world: [on("pro"), thing(RULESET, "other", { zoneId: "another", phase: "http_ratelimit" })],
    add: [thing(RULESET, "first", { zoneId: ZONE, kind: "zone", phase: "http_ratelimit" })],
    says: /exceeded maximum number of zone rulesets for phase http_ratelimit/,
  },
  limited("cloudflare-rate-limit-period", { "rules.0.ratelimit.period": 120 }, /period 120/),
  limited("cloudflare-rate-limit-period", { "rules.0.ratelimit.period": 50 }, /period 50/),
  limited(
    "cloudflare-rate-limit-period",
    { "rules.0.ratelimit.mitigationTimeout": 86_400 },
    /mitigation_timeout 86400/,
  ),
  {
    rule: "cloudflare-rate-limit-period",
    type: RULESET,
    inputs: {
      ...limits(),
      rules: [
        {
          ...FREE,
          ratelimit: {
            characteristics: ["cf.colo.id", "ip.src"],
            period: 10,
            mitigationTimeout: 10,
          },
        },
      ],
    },
    change: { "rules.0.ratelimit.period": 60 },
    says: /among \[10\]/,
  },
  limited(
    "cloudflare-rate-limit-characteristics",
    { "rules.0.ratelimit.characteristics": ["cf.colo.id", 'http.request.headers["x-api-key"]'] },
    /not entitled to use the characteristic/,
  ),
  limited(
    "cloudflare-rate-limit-characteristics",
    { "rules.0.ratelimit.characteristics": ["ip.src"] },
    /'cf.colo.id' is a required/,
  ),
  limited(
    "cloudflare-rate-limit-fields",
    { "rules.0.expression": 'http.request.method eq "POST"' },
    /field http.request.method/,
  ),
  limited("cloudflare-rule-count", { rules: [LIMIT, LIMIT, LIMIT] }, /3 out of 2/),
  {
    rule: "cloudflare-managed-ruleset-plan",
    type: RULESET,
    inputs: {
      zoneId: ZONE,
      name: "managed",
      kind: "zone",
      phase: "http_request_firewall_managed",
      rules: [{ action: "execute", actionParameters: { id: MANAGED_RULESETS.owasp } }],
    },
    world: [on("pro")],
    drop: ["plan"],
    says: /not entitled to use the managed ruleset/,
  },
  {
    rule: "cloudflare-cache-plan",
    type: RULESET,
    inputs: caching({ edgeTtl: { mode: "override_origin", default: 3600 } }),
    world: [on("pro")],
    change: { "rules.0.actionParameters.edgeTtl.default": 60 },
    says: /below the minimum of 3600/,
  },
  {
    rule: "cloudflare-cache-plan",
    type: RULESET,
    inputs: caching({}),
    world: [on("pro")],
    change: { "rules.0.actionParameters.cacheKey": { customKey: { header: { includes: ["x"] } } } },
    says: /custom cache key: header/,
  },
];
