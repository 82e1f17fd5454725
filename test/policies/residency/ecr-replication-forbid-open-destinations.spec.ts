import { UNKNOWN } from "../../../facts/values";
import { residencyEcrReplicationForbidOpenDestinations } from "../../../policies/residency/ecr-replication-forbid-open-destinations";
import { specify, undecidedMessage } from "../../support/policy";

specify(residencyEcrReplicationForbidOpenDestinations, {
  type: "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  good: {
    replicationConfiguration: {
      rules: [{ destinations: [{ region: "us-west-2", registryId: UNKNOWN }] }],
    },
  },
  cases: {
    "is undecided when destinations are unknown": [
      { "replicationConfiguration.rules.0.destinations": UNKNOWN },
      [undecidedMessage("replicationConfiguration.rules[0].destinations")],
    ],
  },
});
