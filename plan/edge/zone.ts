/** The zone of a cell at the edge: settings, rules and pools, within what its plan has. */
import { zonePlanFacts, type ZonePlanFacts } from "../../facts/cloudflare";
import type { Reason } from "../cell";
import type { CellConfig } from "../config/schema";
import type { Planned } from "../planned";
import { hostsOf } from "./hosts";
import { cacheRules, edgeLimits, managedRulesets } from "./rules";
import type {
  BalancingPlan,
  EdgeResidency,
  OriginPullPlan,
  ZonePlan,
  ZoneSettingPlan,
} from "./types";

/** A year: browsers forget the promise after it. Source: Cloudflare documentation, "HSTS". */
const STRICT_TRANSPORT_SECONDS = 31_536_000;

/**
 * Settings of every zone. Seed, Data Encryption: "TLS 1.3 for all traffic". `strict`: the origin
 * proves its name. Early data (`0rtt`) can be sent again by whoever recorded it.
 */
const SETTINGS: readonly ZoneSettingPlan[] = [
  { id: "ssl", value: "strict" },
  { id: "min_tls_version", value: "1.3" },
  { id: "tls_1_3", value: "on" },
  { id: "0rtt", value: "off" },
  { id: "always_use_https", value: "on" },
  { id: "automatic_https_rewrites", value: "on" },
  {
    id: "security_header",
    value: {
      strict_transport_security: {
        enabled: true,
        max_age: STRICT_TRANSPORT_SECONDS,
        include_subdomains: true,
        preload: false,
        nosniff: true,
      },
    },
  },
];

/** The key in use; a new line of this table rotates it. A test fails half a year before its end. */
export const ORIGIN_PULL: OriginPullPlan = {
  generation: 1,
  validFrom: "2026-11-01",
  validUntil: "2031-11-01",
};

/** Seed, Disaster Recovery Procedures: "DNS failover to secondary region (< 1 minute)". */
const MONITOR = { timeoutSeconds: 5, retries: 2 } as const;

/** Path at which a site says that it serves. A site without pods answers 503 there. */
export const READY_PATH = "/healthz/ready";

/**
 * One region a residency asks whether a site serves: more are bought, and a probe of a European
 * cell comes from Europe. Source: Cloudflare documentation, Load Balancing, "Region mapping API".
 */
const CHECK_REGIONS = { us: ["ENAM"], eu: ["WEU"] } as const satisfies Record<
  CellConfig["residency"],
  readonly string[]
>;

function balancingOf(config: CellConfig, facts: ZonePlanFacts): BalancingPlan | undefined {
  const { mode } = config.dr;
  if (config.regions.standby === undefined) return undefined;
  if (mode !== "pilot-light" && mode !== "warm-standby") return undefined;
  const active = config.site.active;
  const passive = active === "primary" ? "standby" : "primary";
  return {
    pools: [
      { role: active, enabled: true },
      // A primary that returns after a failover gets no traffic before a failback says so.
      { role: passive, enabled: active === "primary" },
    ],
    checkRegions: CHECK_REGIONS[config.residency],
    monitor: {
      path: READY_PATH,
      expectedCodes: "200",
      intervalSeconds: facts.shortestMonitorIntervalSeconds,
      ...MONITOR,
    },
  };
}

function residencyOf(residency: CellConfig["residency"], facts: ZonePlanFacts): EdgeResidency {
  if (residency !== "eu") return { kind: "everywhere" };
  if (facts.regionalServices) return { kind: "regional", regionKey: "eu" };
  return {
    kind: "exception",
    why:
      "the zone's plan has no Regional Services: requests of EU tenants are decrypted in the data " +
      "centre that is nearest to the client, and nothing of them is kept there but public files",
  };
}

function reasonsOf(part: ZonePlan, facts: ZonePlanFacts): readonly Reason[] {
  const { residency, limits, managedRulesets: rulesets, balancing } = part;
  const names = rulesets.map(({ name }) => name).join(", ");
  return [
    {
      what: "managedRulesets",
      choice: names === "" ? "the vendor's free ruleset" : names,
      why: `the plan ${part.plan} ${facts.managedRules ? "has" : "has neither of"} the managed rulesets`,
    },
    {
      what: "limits",
      choice: limits.map((l) => `${l.requestsPerPeriod} in ${l.periodSeconds} s`).join(", "),
      why: `the plan ${part.plan} counts by address, ${facts.rateLimit.rules} rule(s), up to ${facts.rateLimit.longestPeriodSeconds} s`,
    },
    {
      what: "balancing",
      choice: balancing === undefined ? "none" : balancing.pools.map(({ role }) => role).join(", "),
      why: "a load balancer is bought where there are two sites to choose from",
    },
    {
      what: "residency",
      choice: residency.kind,
      why: residency.kind === "exception" ? residency.why : "as the cell's residency asks",
    },
  ];
}

/**
 * Plans the zone of a cell.
 *
 * @param config The cell's configuration.
 */
export function planZone(config: CellConfig): Planned<ZonePlan> {
  const { accountId, zone, plan, boughtZoneId } = config.account.cloudflare;
  const facts = zonePlanFacts(plan);
  const hosts = hostsOf(config.domain);
  const balancing = balancingOf(config, facts);
  const part: ZonePlan = {
    accountId,
    ...(boughtZoneId === undefined ? {} : { boughtZoneId }),
    zone,
    plan,
    hosts,
    settings: SETTINGS,
    managedRulesets: managedRulesets(facts),
    limits: edgeLimits(facts, hosts),
    cacheRules: cacheRules(hosts),
    ...(balancing === undefined ? {} : { balancing }),
    residency: residencyOf(config.residency, facts),
    originPull: ORIGIN_PULL,
  };
  return { part, reasons: reasonsOf(part, facts) };
}
