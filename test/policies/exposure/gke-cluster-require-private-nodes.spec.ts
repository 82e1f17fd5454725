import { UNKNOWN } from "../../../facts/values";
import { exposureGkeClusterRequirePrivateNodes } from "../../../policies/exposure/gke-cluster-require-private-nodes";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureGkeClusterRequirePrivateNodes, {
  type: "gcp:container/cluster:Cluster",
  good: { privateClusterConfig: { enablePrivateNodes: true } },
  cases: {
    "counts the service's default": [
      { privateClusterConfig: undefined },
      ["privateClusterConfig.enablePrivateNodes is not set, which means false; set it to true."],
    ],
    "is undecided when the block is unknown": [
      { privateClusterConfig: UNKNOWN },
      [undecidedMessage("privateClusterConfig")],
    ],
  },
});
