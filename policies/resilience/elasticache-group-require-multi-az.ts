/** In production a cache group has nodes in several zones. */
import { resourcePolicy } from "../frame/policy";

/**
 * `multiAzEnabled` defaults to false. Source: Amazon ElastiCache User Guide, "Minimizing downtime
 * in ElastiCache with Multi-AZ".
 */
export const resilienceElasticacheGroupRequireMultiAz = resourcePolicy({
  name: "resilience-elasticache-group-require-multi-az",
  description: "In production a cache group has nodes in several zones.",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  frameworks: ["SOC 2 A1.2"],
  example: { good: "multiAzEnabled: true", bad: "multiAzEnabled left out" },
  judge: (cache, { context }) =>
    context.settings.production
      ? cache.bool("multiAzEnabled", false).mustBe(true, "set it to true")
      : [],
});
