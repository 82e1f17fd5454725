/** In production a cache group fails over by itself. */
import { resourcePolicy } from "../frame/policy";

/**
 * `automaticFailoverEnabled` defaults to false. Source: the provider's documentation; seed, Redis
 * Cluster Mode: "Auto-failover".
 */
export const resilienceElasticacheGroupRequireFailover = resourcePolicy({
  name: "resilience-elasticache-group-require-failover",
  description: "In production a cache group fails over by itself.",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  frameworks: ["SOC 2 A1.2"],
  example: { good: "automaticFailoverEnabled: true", bad: "automaticFailoverEnabled left out" },
  judge: (cache, { context }) =>
    context.settings.production
      ? cache
          .bool("automaticFailoverEnabled", false)
          .mustBe(true, "set it to true, with two nodes a shard or more")
      : [],
});
