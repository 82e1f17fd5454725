/** A zone and what cases refer to. */
import type { ZonePlanName } from "../../../../facts/cloudflare";
import type { StoredResource } from "../../../../simulator/contract";
import { zoneId } from "../../../../simulator/clouds/cloudflare/zones";
import { thing } from "../support";

export const OWNER = "1".repeat(32);
export const ZONE_NAME = "prod.example";
export const ZONE = zoneId(OWNER, ZONE_NAME);

export const RULESET = "cloudflare:index/ruleset:Ruleset";
export const RECORD = "cloudflare:index/dnsRecord:DnsRecord";
export const BALANCER = "cloudflare:index/loadBalancer:LoadBalancer";
export const POOL = "cloudflare:index/loadBalancerPool:LoadBalancerPool";
export const MONITOR = "cloudflare:index/loadBalancerMonitor:LoadBalancerMonitor";

/** The zone with a plan that was bought. */
export const on = (plan: ZonePlanName): StoredResource =>
  thing("cloudflare:index/zoneSubscription:ZoneSubscription", "plan", {
    zoneId: ZONE,
    ratePlan: { id: plan },
  });
