import { UNKNOWN } from "../../../facts/values";
import { exposureMskClusterForbidPublicAccess } from "../../../policies/exposure/msk-cluster-forbid-public-access";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureMskClusterForbidPublicAccess, {
  type: "aws:msk/cluster:Cluster",
  good: { brokerNodeGroupInfo: { clientSubnets: [] } },
  cases: {
    "names public brokers": [
      {
        "brokerNodeGroupInfo.connectivityInfo": { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
      },
      [
        'brokerNodeGroupInfo.connectivityInfo.publicAccess.type is "SERVICE_PROVIDED_EIPS"; remove the block.',
      ],
    ],
    "is undecided when the block is unknown": [
      { "brokerNodeGroupInfo.connectivityInfo": UNKNOWN },
      [undecidedMessage("brokerNodeGroupInfo.connectivityInfo")],
    ],
  },
});
