/** The API server answers inside the network, or to named ranges. */
import { resourcePolicy } from "../frame/policy";
import { limitedRanges } from "../frame/ranges";
import { undecided } from "../frame/verdict";

/**
 * `endpointPublicAccess` defaults to true and `publicAccessCidrs` to the whole internet. Source:
 * Amazon EKS User Guide, "Cluster API server endpoint".
 */
export const exposureEksClusterLimitEndpointRanges = resourcePolicy({
  name: "exposure-eks-cluster-limit-endpoint-ranges",
  description: "The API server answers inside the network, or to named ranges.",
  types: ["aws:eks/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: 'publicAccessCidrs: ["198.51.100.0/24"]', bad: "publicAccessCidrs left out" },
  judge: (cluster) => {
    const open = cluster.bool("vpcConfig.endpointPublicAccess", true);
    if (open.value === false) return [];
    if (open.isUnknown) return undecided(open.path);
    return limitedRanges(
      cluster.list("vpcConfig.publicAccessCidrs"),
      "list the ranges of your runners, or set endpointPublicAccess to false",
    );
  },
});
