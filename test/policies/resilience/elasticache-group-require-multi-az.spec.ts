import { UNKNOWN } from "../../../facts/values";
import { resilienceElasticacheGroupRequireMultiAz } from "../../../policies/resilience/elasticache-group-require-multi-az";
import { DEV, specify, undecidedMessage } from "../../support/policy";

specify(resilienceElasticacheGroupRequireMultiAz, {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  good: { multiAzEnabled: true },
  cases: {
    "counts the provider's default": [
      { multiAzEnabled: undefined },
      ["multiAzEnabled is not set, which means false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { multiAzEnabled: UNKNOWN },
      [undecidedMessage("multiAzEnabled")],
    ],
  },
});

specify(resilienceElasticacheGroupRequireMultiAz, {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  good: {},
  settings: DEV,
  cases: {},
});
