/** No pod of a program uses its node's network, unless it runs on every node. */
import { resourcePolicy } from "../frame/policy";
import { WORKLOAD_TYPES, podOf } from "../frame/pods";

/**
 * A pod on the host network is reached at its node's addresses and evades NetworkPolicies; agents
 * that run on every node need it. Source: Kubernetes documentation, "Pod Security Standards",
 * Baseline.
 */
export const exposureKubernetesPodForbidHostNetwork = resourcePolicy({
  name: "exposure-kubernetes-pod-forbid-host-network",
  description: "No pod of a program uses its node's network, unless it runs on every node.",
  types: WORKLOAD_TYPES,
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "hostNetwork left out", bad: "hostNetwork: true" },
  judge: (inputs, { view }) => {
    if (view.type.endsWith(":DaemonSet")) return [];
    const pod = podOf(inputs, view.type);
    return pod.bool("hostNetwork", false).mustBe(false, "set it to false or remove it");
  },
});
