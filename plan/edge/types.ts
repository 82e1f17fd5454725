/** The way in, as plain values: the zone at the edge, and what stands behind it in each site. */
import type { ZonePlanName } from "../../facts/cloudflare";
import type { ContainerResources, SiteRole } from "../cell";

/** Host names of the cell: each is one label below the domain, as its certificates cover it. */
export interface Hosts {
  /** The bare domain; leads to the dashboard. */
  readonly root: string;
  readonly api: string;
  readonly app: string;
  /** The issuer of tokens, where the cell runs its own. */
  readonly auth: string;
}

/** One setting of the zone. */
export interface ZoneSettingPlan {
  /** As the vendor spells it: `min_tls_version`. */
  readonly id: string;
  readonly value: string | Readonly<Record<string, unknown>>;
}

/** One ruleset of the vendor that runs in the zone. */
export interface ManagedRulesetPlan {
  readonly name: "cloudflare" | "owasp";
  /** What the ruleset's own rules are told otherwise; absent: nothing. */
  readonly overrides?: {
    readonly categories: readonly { readonly category: string; readonly enabled: boolean }[];
    readonly rules: readonly {
      readonly id: string;
      readonly action: string;
      readonly scoreThreshold: number;
    }[];
  };
}

/** A limit by the client's address, counted at the edge. */
export interface EdgeLimitPlan {
  readonly name: string;
  readonly expression: string;
  readonly requestsPerPeriod: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
}

/** What the edge may keep. A later rule overrides an earlier one. */
export interface CacheRulePlan {
  readonly name: string;
  readonly expression: string;
  /** `by-origin`: only what the answer itself calls cacheable. */
  readonly keep: "by-origin" | "never";
}

/** Pools of the edge's load balancer: absent where the cell has one site. */
export interface BalancingPlan {
  /** In the order in which they take traffic. */
  readonly pools: readonly { readonly role: SiteRole; readonly enabled: boolean }[];
  /** Regions that the edge asks from, as it spells them. */
  readonly checkRegions: readonly string[];
  readonly monitor: {
    readonly path: string;
    readonly expectedCodes: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly retries: number;
  };
}

/** Where requests are decrypted. */
export type EdgeResidency =
  | { readonly kind: "everywhere" }
  /** Decrypted in this region only. */
  | { readonly kind: "regional"; readonly regionKey: "eu" }
  /** Should be regional and is not; said aloud. */
  | { readonly kind: "exception"; readonly why: string };

/** The edge's own client certificate, by which an origin knows this zone from all others. */
export interface OriginPullPlan {
  /** Another generation is another key. */
  readonly generation: number;
  /** Days, as YYYY-MM-DD. */
  readonly validFrom: string;
  readonly validUntil: string;
}

/** The zone of the cell at the edge. */
export interface ZonePlan {
  readonly accountId: string;
  readonly zone: string;
  readonly plan: ZonePlanName;
  /**
   * The zone's id, where its plan was bought before.
   * @default undefined the stack buys it
   */
  readonly boughtZoneId?: string;
  readonly hosts: Hosts;
  readonly settings: readonly ZoneSettingPlan[];
  readonly managedRulesets: readonly ManagedRulesetPlan[];
  readonly limits: readonly EdgeLimitPlan[];
  readonly cacheRules: readonly CacheRulePlan[];
  readonly balancing?: BalancingPlan;
  readonly residency: EdgeResidency;
  readonly originPull: OriginPullPlan;
}

/** Who issues tokens, and where its keys are. */
export interface TokenIssuerPlan {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  /** Claim that names the caller's tenant. */
  readonly claims: { readonly tenant: string };
}

/** A limit of requests. */
export interface RequestLimit {
  readonly requests: number;
  readonly unit: "Minute" | "Hour";
}

/** The gateway in the cluster. */
export interface GatewayPlan {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly resources: ContainerResources;
  /** Seed: 1000 an hour a key and 100 an hour a user; by address before anyone is known. */
  readonly limits: {
    readonly apiKey: RequestLimit;
    readonly user: RequestLimit;
    readonly address: RequestLimit;
  };
  readonly tokens: TokenIssuerPlan;
  readonly corsOrigins: readonly string[];
  /** Headers of every answer, by name. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Ranges of those who stand before the gateway, whose word about the client's address counts. */
  readonly trustedRanges: readonly string[];
}

/** The way in of one site. */
export interface OriginPlan {
  readonly domain: string;
  /** The load balancer cannot be deleted by mistake. */
  readonly deletionProtection: boolean;
  readonly logRetentionDays: number;
  readonly gateway: GatewayPlan;
}
