import { resilienceElasticacheGroupRequireFailover } from "../../../policies/resilience/elasticache-group-require-failover";
import { specify } from "../../support/policy";

specify(resilienceElasticacheGroupRequireFailover, {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  good: { automaticFailoverEnabled: true },
  cases: {
    "counts the provider's default": [
      { automaticFailoverEnabled: undefined },
      [
        "automaticFailoverEnabled is not set, which means false; set it to true, with two nodes a shard or more.",
      ],
    ],
  },
});
