/** Kafka brokers have no public addresses. */
import { resourcePolicy } from "../frame/policy";

/**
 * `publicAccess.type` is DISABLED unless set. Source: Amazon MSK Developer Guide, "Turn on public
 * access".
 */
export const exposureMskClusterForbidPublicAccess = resourcePolicy({
  name: "exposure-msk-cluster-forbid-public-access",
  description: "Kafka brokers have no public addresses.",
  types: ["aws:msk/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: {
    good: "publicAccess left out",
    bad: 'publicAccess: { type: "SERVICE_PROVIDED_EIPS" }',
  },
  judge: (cluster) =>
    cluster
      .text("brokerNodeGroupInfo.connectivityInfo.publicAccess.type", "DISABLED")
      .mustBe("DISABLED", "remove the block"),
});
