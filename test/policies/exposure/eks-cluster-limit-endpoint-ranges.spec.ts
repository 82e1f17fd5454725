import { UNKNOWN } from "../../../facts/values";
import { exposureEksClusterLimitEndpointRanges } from "../../../policies/exposure/eks-cluster-limit-endpoint-ranges";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureEksClusterLimitEndpointRanges, {
  type: "aws:eks/cluster:Cluster",
  good: { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24"] } },
  cases: {
    "counts the default ranges": [
      { "vpcConfig.publicAccessCidrs": undefined },
      [
        "vpcConfig.publicAccessCidrs is not set, which means the internet; list the ranges of your runners, or set endpointPublicAccess to false.",
      ],
    ],
    "counts the default switch": [
      { vpcConfig: {} },
      [
        "vpcConfig.publicAccessCidrs is not set, which means the internet; list the ranges of your runners, or set endpointPublicAccess to false.",
      ],
    ],
    "adds two halves up to the internet": [
      { "vpcConfig.publicAccessCidrs": ["0.0.0.0/1", "128.0.0.0/1"] },
      [
        "vpcConfig.publicAccessCidrs lets the internet in; list the ranges of your runners, or set endpointPublicAccess to false.",
      ],
    ],
    "accepts a private endpoint": [
      { "vpcConfig.endpointPublicAccess": false, "vpcConfig.publicAccessCidrs": undefined },
      [],
    ],
    "is undecided when a range is unknown": [
      { "vpcConfig.publicAccessCidrs": ["198.51.100.0/24", UNKNOWN] },
      [undecidedMessage("vpcConfig.publicAccessCidrs[1]")],
    ],
    "names the internet beside an unknown range": [
      { "vpcConfig.publicAccessCidrs": [UNKNOWN, "0.0.0.0/0"] },
      [
        "vpcConfig.publicAccessCidrs lets the internet in; list the ranges of your runners, or set endpointPublicAccess to false.",
      ],
    ],
    "is undecided when the switch is unknown": [
      { "vpcConfig.endpointPublicAccess": UNKNOWN },
      [undecidedMessage("vpcConfig.endpointPublicAccess")],
    ],
  },
});
