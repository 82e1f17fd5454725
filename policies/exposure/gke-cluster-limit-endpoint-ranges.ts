/** The API server answers inside the network, by the DNS endpoint, or to named ranges. */
import { resourcePolicy } from "../frame/policy";
import { limitedRanges } from "../frame/ranges";
import { undecided } from "../frame/verdict";

/**
 * The control plane has a public address that everyone reaches unless its address endpoints are
 * off, private, or limited to authorized networks. Source: GKE documentation, "About network
 * isolation in GKE".
 */
export const exposureGkeClusterLimitEndpointRanges = resourcePolicy({
  name: "exposure-gke-cluster-limit-endpoint-ranges",
  description:
    "The API server answers inside the network, by the DNS endpoint, or to named ranges.",
  types: ["gcp:container/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: {
    good: "ipEndpointsConfig: { enabled: false }",
    bad: "masterAuthorizedNetworksConfig left out",
  },
  judge: (cluster) => {
    const endpoints = cluster.at("controlPlaneEndpointsConfig.ipEndpointsConfig");
    if (endpoints.at("enabled").value === false) return [];
    const hidden = cluster.bool("privateClusterConfig.enablePrivateEndpoint", false);
    if (hidden.value === true) return [];
    if (hidden.isUnknown) return undecided(hidden.path);
    return limitedRanges(
      cluster.list("masterAuthorizedNetworksConfig.cidrBlocks"),
      "list the ranges of your runners, or turn the address endpoints off",
      "cidrBlock",
    );
  },
});
