/** Nodes have no public addresses. */
import { resourcePolicy } from "../frame/policy";

/**
 * Nodes get public addresses unless `enablePrivateNodes` is true. Source: GKE documentation,
 * "About network isolation in GKE".
 */
export const exposureGkeClusterRequirePrivateNodes = resourcePolicy({
  name: "exposure-gke-cluster-require-private-nodes",
  description: "Nodes have no public addresses.",
  types: ["gcp:container/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "enablePrivateNodes: true", bad: "privateClusterConfig left out" },
  judge: (cluster) =>
    cluster.bool("privateClusterConfig.enablePrivateNodes", false).mustBe(true, "set it to true"),
});
