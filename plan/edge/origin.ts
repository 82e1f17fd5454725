/** The way in of one site: its load balancer, and the gateway behind it. */
import { CLOUDFLARE_RANGES } from "../../facts/cloudflare";
import { LOG_RETENTION_DAYS, RATE_LIMITS_PER_HOUR } from "../../facts/seed";
import type { NetworkPlan } from "../cell";
import type { CellConfig } from "../config/schema";
import type { Shape } from "../environments";
import type { Planned } from "../planned";
import { hostsOf } from "./hosts";
import { REQUESTS_PER_MINUTE_PER_ADDRESS } from "./rules";
import type { OriginPlan, TokenIssuerPlan } from "./types";

/** Seed, API Security: "XSS prevention: Content-Security-Policy headers". */
const CONTENT_SECURITY = {
  "default-src": "'self'",
  "base-uri": "'self'",
  "object-src": "'none'",
  "frame-ancestors": "'none'",
  "form-action": "'self'",
} as const;

/** What the origin plan depends on. */
export interface OriginArgs {
  readonly config: CellConfig;
  readonly shape: Shape;
  readonly network: NetworkPlan;
  /** Whose tokens are believed. */
  readonly tokens: TokenIssuerPlan;
}

/** What the gateway needs of the identity, and no more. */
function tokensOf({ issuer, jwksUri, audience, claims }: TokenIssuerPlan): TokenIssuerPlan {
  return { issuer, jwksUri, audience, claims: { tenant: claims.tenant } };
}

function responseHeaders(config: CellConfig): Readonly<Record<string, string>> {
  const { api, auth } = hostsOf(config.domain);
  const policy = {
    ...CONTENT_SECURITY,
    "connect-src": `'self' https://${api} https://${auth}`,
    "frame-src": `https://${auth}`,
  };
  return {
    "content-security-policy": Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
  };
}

/**
 * Plans the way in of a site.
 *
 * @param args Configuration, shape of the environment, the site's network, and whose tokens count.
 */
export function planOrigin(args: OriginArgs): Planned<OriginPlan> {
  const { config, shape, network } = args;
  const { domain } = config;
  const hosts = hostsOf(domain);
  const balancers = network.subnets.filter(({ tier }) => tier === "public");
  const part: OriginPlan = {
    domain,
    deletionProtection: shape.protected,
    logRetentionDays: LOG_RETENTION_DAYS.cold,
    gateway: {
      minReplicas: shape.gateway.minReplicas,
      maxReplicas: shape.gateway.maxReplicas,
      resources: {
        requests: { cpu: `${shape.gateway.cpuMillis}m`, memory: `${shape.gateway.memoryMib}Mi` },
        limits: { cpu: "1", memory: `${shape.gateway.memoryMib * 2}Mi` },
      },
      limits: {
        apiKey: { requests: RATE_LIMITS_PER_HOUR.apiKey, unit: "Hour" },
        user: { requests: RATE_LIMITS_PER_HOUR.user, unit: "Hour" },
        address: { requests: REQUESTS_PER_MINUTE_PER_ADDRESS, unit: "Minute" },
      },
      tokens: tokensOf(args.tokens),
      corsOrigins: [`https://${hosts.root}`, `https://${hosts.app}`],
      responseHeaders: responseHeaders(config),
      trustedRanges: [
        ...balancers.map(({ cidr }) => cidr),
        ...CLOUDFLARE_RANGES.ipv4,
        ...CLOUDFLARE_RANGES.ipv6,
      ],
    },
  };
  const { apiKey, user } = part.gateway.limits;
  return {
    part,
    reasons: [
      {
        what: "gateway.limits",
        choice: `${apiKey.requests} an hour a key, ${user.requests} an hour a user`,
        why: "seed, API Security; counted on what the gateway has verified, never on a header as it came",
      },
      {
        what: "balancer",
        choice: `${balancers.length} public addresses, no web application firewall of its own`,
        why: "the balancer admits only the edge, with the cell's own certificate, and the edge filters",
      },
    ],
  };
}
