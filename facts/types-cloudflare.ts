/**
 * Resource types of Cloudflare that we build. They take no tags, so each is found by the id that
 * its zone or account gave it. Source: the section "Import" of each type in the Cloudflare
 * provider's reference (6.22).
 */
import type { CostLine } from "./lines";
import type { TypeRow } from "./types-row";

function row(naturalImportId: string, line: CostLine = "CDN"): TypeRow {
  return { line, holdsData: false, persistent: false, taggable: false, naturalImportId };
}

/** Types by token. */
export const CLOUDFLARE_TYPES = {
  "cloudflare:index/zoneSubscription:ZoneSubscription": row("{zoneId}"),
  "cloudflare:index/zoneSetting:ZoneSetting": row("{zoneId}/{settingId}"),
  "cloudflare:index/tieredCache:TieredCache": row("{zoneId}"),
  "cloudflare:index/ruleset:Ruleset": row("zones/{zoneId}/{rulesetId}"),
  "cloudflare:index/dnsRecord:DnsRecord": row("{zoneId}/{dnsRecordId}"),
  "cloudflare:index/loadBalancer:LoadBalancer": row("{zoneId}/{loadBalancerId}"),
  "cloudflare:index/loadBalancerPool:LoadBalancerPool": row("{accountId}/{poolId}"),
  "cloudflare:index/loadBalancerMonitor:LoadBalancerMonitor": row("{accountId}/{monitorId}"),
  "cloudflare:index/regionalHostname:RegionalHostname": row("{zoneId}/{hostname}"),
  "cloudflare:index/authenticatedOriginPullsSettings:AuthenticatedOriginPullsSettings":
    row("{zoneId}"),
  // Holds a private key, which the vendor never gives back.
  "cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate": {
    ...row("{zoneId}/{certificateId}"),
    holdsData: true,
  },
  "cloudflare:index/accountToken:AccountToken": {
    ...row("{accountId}/{tokenId}", "Security"),
    holdsData: true,
  },
} as const satisfies Record<string, TypeRow>;
