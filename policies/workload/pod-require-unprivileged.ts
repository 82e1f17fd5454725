/** Containers run unprivileged. */
import { resourcePolicy } from "../frame/policy";
import { WORKLOAD_TYPES, containersOf, podOf } from "../frame/pods";
import { every, undecided } from "../frame/verdict";

/**
 * None of these is a default of Kubernetes. Source: Kubernetes documentation, "Pod Security
 * Standards", Restricted; seed, Security First: "Defense in depth".
 */
export const workloadPodRequireUnprivileged = resourcePolicy({
  name: "workload-pod-require-unprivileged",
  description: "Containers run unprivileged.",
  types: WORKLOAD_TYPES,
  frameworks: ["SOC 2 CC6.8", "CIS Kubernetes 5.2"],
  example: {
    good: "runAsNonRoot: true, allowPrivilegeEscalation: false",
    bad: "securityContext left out",
  },
  judge: (inputs, { view }) => {
    const pod = podOf(inputs, view.type);
    if (pod.isUnknown) return undecided(pod.path);
    const ofPod = pod.bool("securityContext.runAsNonRoot", false);
    return every(
      ...containersOf(pod).map((container) => {
        const context = container.at("securityContext");
        const ofContainer = context.bool("runAsNonRoot", false);
        const user = ofContainer.found.kind === "default" ? ofPod : ofContainer;
        return every(
          user.mustBe(true, "set it to true"),
          context.bool("allowPrivilegeEscalation", true).mustBe(false, "set it to false"),
          context
            .bool("readOnlyRootFilesystem", false)
            .mustBe(true, "set it to true and mount what is written"),
          context.bool("privileged", false).mustBe(false, "set it to false or remove it"),
        );
      }),
    );
  },
});
