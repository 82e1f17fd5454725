import { UNKNOWN } from "../../../facts/values";
import { exposureGkeClusterLimitEndpointRanges } from "../../../policies/exposure/gke-cluster-limit-endpoint-ranges";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureGkeClusterLimitEndpointRanges, {
  type: "gcp:container/cluster:Cluster",
  good: { controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } } },
  cases: {
    "counts the service's default": [
      { controlPlaneEndpointsConfig: undefined },
      [
        "masterAuthorizedNetworksConfig.cidrBlocks is not set, which means the internet; list the ranges of your runners, or turn the address endpoints off.",
      ],
    ],
    "accepts named ranges": [
      {
        controlPlaneEndpointsConfig: undefined,
        masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "198.51.100.0/24" }] },
      },
      [],
    ],
    "adds up ranges": [
      {
        controlPlaneEndpointsConfig: undefined,
        masterAuthorizedNetworksConfig: {
          cidrBlocks: [{ cidrBlock: "0.0.0.0/1" }, { cidrBlock: "128.0.0.0/1" }],
        },
      },
      [
        "masterAuthorizedNetworksConfig.cidrBlocks lets the internet in; list the ranges of your runners, or turn the address endpoints off.",
      ],
    ],
    "is undecided when the switch is unknown": [
      {
        controlPlaneEndpointsConfig: undefined,
        privateClusterConfig: { enablePrivateEndpoint: UNKNOWN },
      },
      [undecidedMessage("privateClusterConfig.enablePrivateEndpoint")],
    ],
  },
});
