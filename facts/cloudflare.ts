/**
 * Cloudflare: what each plan of a zone has, the vendor's own rulesets, and the addresses that its
 * network comes from. Everything here is dated: the vendor changes it without asking.
 */

/** Plans of a zone, cheapest first. */
export const ZONE_PLANS = ["free", "pro", "business", "enterprise"] as const;

/** A plan of a zone. */
export type ZonePlanName = (typeof ZONE_PLANS)[number];

/** What a plan has. */
export interface ZonePlanFacts {
  /** The vendor's managed ruleset and its OWASP ruleset; the free ruleset runs by itself. */
  readonly managedRules: boolean;
  readonly rateLimit: {
    readonly rules: number;
    readonly longestPeriodSeconds: number;
    readonly longestTimeoutSeconds: number;
    /** Counts by anything but the address. */
    readonly byHeader: boolean;
    /** Fields that a rule's expression may name; absent: every field of a request. */
    readonly fields?: readonly string[];
  };
  readonly cacheRules: number;
  /** Headers, cookies, host or query as part of the cache key. */
  readonly customCacheKey: boolean;
  readonly shortestEdgeTtlSeconds: number;
  readonly shortestMonitorIntervalSeconds: number;
  /** Keeps decryption and processing in one region: an add-on that only this plan can buy. */
  readonly regionalServices: boolean;
  readonly shortestTtlSeconds: number;
}

const PRO_FIELDS = [
  "http.host",
  "http.request.uri",
  "http.request.uri.path",
  "http.request.full_uri",
  "http.request.uri.query",
  "cf.bot_management.verified_bot",
  "cf.client.bot",
] as const;

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/**
 * Facts by plan.
 * Sources, all Cloudflare documentation: "Plans" (WAF managed rules, cache rules, cache keys, edge
 * cache TTL); WAF, "Rate limiting rules", Availability; Load Balancing, "Monitors" (interval); Data
 * Localization Suite, "Regional Services"; DNS, "Time to Live (TTL)".
 */
export const ZONE_PLAN_FACTS = {
  free: {
    managedRules: false,
    rateLimit: {
      rules: 1,
      longestPeriodSeconds: 10,
      longestTimeoutSeconds: 10,
      byHeader: false,
      fields: ["http.request.uri.path", "cf.bot_management.verified_bot", "cf.client.bot"],
    },
    cacheRules: 10,
    customCacheKey: false,
    shortestEdgeTtlSeconds: 2 * HOUR,
    shortestMonitorIntervalSeconds: MINUTE,
    regionalServices: false,
    shortestTtlSeconds: MINUTE,
  },
  pro: {
    managedRules: true,
    rateLimit: {
      rules: 2,
      longestPeriodSeconds: MINUTE,
      longestTimeoutSeconds: HOUR,
      byHeader: false,
      fields: PRO_FIELDS,
    },
    cacheRules: 25,
    customCacheKey: false,
    shortestEdgeTtlSeconds: HOUR,
    shortestMonitorIntervalSeconds: MINUTE,
    regionalServices: false,
    shortestTtlSeconds: MINUTE,
  },
  business: {
    managedRules: true,
    rateLimit: {
      rules: 5,
      longestPeriodSeconds: 10 * MINUTE,
      longestTimeoutSeconds: DAY,
      byHeader: false,
      fields: [...PRO_FIELDS, "http.request.method", "ip.src", "http.user_agent"],
    },
    cacheRules: 50,
    customCacheKey: false,
    shortestEdgeTtlSeconds: 1,
    shortestMonitorIntervalSeconds: 15,
    regionalServices: false,
    shortestTtlSeconds: MINUTE,
  },
  enterprise: {
    managedRules: true,
    rateLimit: {
      rules: 100,
      longestPeriodSeconds: 65_535,
      longestTimeoutSeconds: DAY,
      byHeader: true,
    },
    cacheRules: 300,
    customCacheKey: true,
    shortestEdgeTtlSeconds: 1,
    shortestMonitorIntervalSeconds: 10,
    regionalServices: true,
    shortestTtlSeconds: 30,
  },
} as const satisfies Record<ZonePlanName, ZonePlanFacts>;

/**
 * The facts of a plan.
 *
 * @param plan The plan.
 */
export function zonePlanFacts(plan: ZonePlanName): ZonePlanFacts {
  return ZONE_PLAN_FACTS[plan];
}

/**
 * Periods and timeouts of rate limits, in seconds.
 * Source: Cloudflare documentation, WAF, "Rate limiting rules", Availability, footnote 3.
 */
export const RATE_LIMIT_SECONDS: readonly number[] = [
  10, 15, 20, 30, 40, 45, 60, 90, 120, 180, 240, 300, 480, 600, 900, 1200, 1800, 2400, 3600, 65_535,
  86_400,
];

/**
 * Rulesets of the vendor, the same in every account.
 * Source: Cloudflare documentation, WAF, Managed rules, "Deploy managed rulesets via API".
 */
export const MANAGED_RULESETS = {
  cloudflare: "efb7b8c949ac4650a09736fc376e9aee",
  owasp: "4814384a9e5d4991b9815dcfc25d2f1f",
} as const;

/**
 * The rule of the OWASP ruleset that adds the scores up and acts.
 * Source: Cloudflare documentation, WAF, OWASP core ruleset, "Configure via API".
 */
export const OWASP_SCORE_RULE = "6179ae15870a4bb7b2d480d4843b323c";

/**
 * The permission "Cache Purge" of a zone, the same in every account.
 * Source: Cloudflare documentation, Fundamentals, "API token permissions".
 */
export const CACHE_PURGE_PERMISSION = "e17beae8b8cb423a99b1730f21238bed";

/**
 * The permission "Load Balancing: Monitors and Pools Write" of an account, the same in every one.
 * Source: as for {@link CACHE_PURGE_PERMISSION}.
 */
export const POOLS_WRITE_PERMISSION = "d2a1802cc9a34e30852f8b33869b2f3c";

/**
 * The permission "Load Balancing: Monitors and Pools Read" of an account, the same in every one.
 * Source: as for {@link CACHE_PURGE_PERMISSION}.
 */
export const POOLS_READ_PERMISSION = "9d24387c6e8544e2bc4024a03991339f";

/**
 * The addresses from which Cloudflare reaches an origin.
 * Source: https://www.cloudflare.com/ips-v4 and /ips-v6, as public mirrors that are made anew each
 * day had them.
 */
export const CLOUDFLARE_RANGES = {
  /** Day on which the list was read, as YYYY-MM-DD. */
  readOn: "2026-11-23",
  ipv4: [
    "103.21.244.0/22",
    "103.22.200.0/22",
    "103.31.4.0/22",
    "104.16.0.0/13",
    "104.24.0.0/14",
    "108.162.192.0/18",
    "131.0.72.0/22",
    "141.101.64.0/18",
    "162.158.0.0/15",
    "172.64.0.0/13",
    "173.245.48.0/20",
    "188.114.96.0/20",
    "190.93.240.0/20",
    "197.234.240.0/22",
    "198.41.128.0/17",
  ],
  ipv6: [
    "2400:cb00::/32",
    "2405:8100::/32",
    "2405:b500::/32",
    "2606:4700::/32",
    "2803:f800::/32",
    "2a06:98c0::/29",
    "2c0f:f248::/32",
  ],
} as const;

/** Days after which the list of addresses must be read again; a test then fails. */
export const RANGES_MAX_AGE_DAYS = 365;
