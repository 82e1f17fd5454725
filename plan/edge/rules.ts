/** What the edge lets through, how often, and what it keeps. */
import { OWASP_SCORE_RULE, type ZonePlanFacts } from "../../facts/cloudflare";
import type { CacheRulePlan, EdgeLimitPlan, Hosts, ManagedRulesetPlan } from "./types";

/** Routes that the API marks public: they answer everyone alike. */
export const PUBLIC_PREFIX = "/v1/public/";

/** Pages of the dashboard; none of the API's own paths begins so. */
export const PAGES_PREFIX = "/app/";

/** Files of the dashboard whose names change with their content. */
export const STATIC_PREFIXES = ["/static/", "/assets/"] as const;

/**
 * Requests a minute that one address may make before it is stopped for a while: an office of some
 * ten people behind one address, each at the seed's limit within a few minutes. Our assumption.
 */
export const REQUESTS_PER_MINUTE_PER_ADDRESS = 600;

/** Sign-ins a minute from one address: slows the guessing of passwords. Our assumption. */
const SIGN_INS_PER_MINUTE = 60;

const MINUTE_SECONDS = 60;

/**
 * OWASP at paranoia level 1: higher levels are for sites that can tune them, and block honest
 * requests. A score of 40 is the vendor's "medium"; an API's client cannot solve a challenge, so
 * what exceeds it is blocked.
 * Source: Cloudflare documentation, WAF, OWASP core ruleset, "Concepts".
 */
const OWASP: ManagedRulesetPlan = {
  name: "owasp",
  overrides: {
    categories: [2, 3, 4].map((level) => ({ category: `paranoia-level-${level}`, enabled: false })),
    rules: [{ id: OWASP_SCORE_RULE, action: "block", scoreThreshold: 40 }],
  },
};

/**
 * Rulesets of the vendor that a plan has. On a free plan the vendor runs its free ruleset itself.
 *
 * @param facts Facts of the zone's plan.
 */
export function managedRulesets(facts: ZonePlanFacts): readonly ManagedRulesetPlan[] {
  return facts.managedRules ? [{ name: "cloudflare" }, OWASP] : [];
}

/**
 * Limits by address, within what the plan can count. Limits by key or user are the gateway's: at
 * the edge a made-up header would get a count of its own.
 *
 * @param facts Facts of the zone's plan.
 * @param hosts Hosts of the cell.
 */
export function edgeLimits({ rateLimit }: ZonePlanFacts, hosts: Hosts): readonly EdgeLimitPlan[] {
  const periodSeconds = Math.min(MINUTE_SECONDS, rateLimit.longestPeriodSeconds);
  const timeoutSeconds = Math.min(MINUTE_SECONDS, rateLimit.longestTimeoutSeconds);
  const limit = (name: string, expression: string, perMinute: number): EdgeLimitPlan => ({
    name,
    expression,
    requestsPerPeriod: Math.ceil((perMinute * periodSeconds) / MINUTE_SECONDS),
    periodSeconds,
    timeoutSeconds,
  });
  const everything = limit(
    "every-path",
    'starts_with(http.request.uri.path, "/")',
    REQUESTS_PER_MINUTE_PER_ADDRESS,
  );
  const signIn = limit("sign-in", `http.host eq "${hosts.auth}"`, SIGN_INS_PER_MINUTE);
  return [everything, signIn].slice(0, rateLimit.rules);
}

/** Headers that name a person: an answer to one of them is nobody else's. */
export const PERSONAL_HEADERS = ["authorization", "cookie", "x-api-key"] as const;

function anyOf(tests: readonly string[]): string {
  return `(${tests.join(" or ")})`;
}

/**
 * What the edge may keep: files of the dashboard, and answers of public routes that the API itself
 * calls cacheable. The last rule wins: a request that names a person never meets the cache.
 *
 * @param hosts Hosts of the cell.
 */
export function cacheRules(hosts: Hosts): readonly CacheRulePlan[] {
  const files = anyOf(
    STATIC_PREFIXES.map((prefix) => `starts_with(http.request.uri.path, "${prefix}")`),
  );
  const readsOnly = 'http.request.method in {"GET" "HEAD"}';
  const isPublic = `starts_with(http.request.uri.path, "${PUBLIC_PREFIX}")`;
  const personal = PERSONAL_HEADERS.map(
    (header) => `any(http.request.headers.names[*] eq "${header}")`,
  );
  return [
    {
      name: "static-assets",
      expression: `http.host in {"${hosts.root}" "${hosts.app}"} and ${files}`,
      keep: "by-origin",
    },
    {
      name: "public-api",
      expression: `http.host eq "${hosts.api}" and ${readsOnly} and ${isPublic}`,
      keep: "by-origin",
    },
    { name: "personal", expression: anyOf(personal), keep: "never" },
  ];
}
