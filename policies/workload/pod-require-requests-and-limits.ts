/** Containers state what they need and what they may take. */
import { resourcePolicy } from "../frame/policy";
import { WORKLOAD_TYPES, containersOf, podOf } from "../frame/pods";
import { every, undecided, violation } from "../frame/verdict";

const NEEDED = ["resources.requests.cpu", "resources.requests.memory", "resources.limits.memory"];

/**
 * Without requests the scheduler guesses, and without a memory limit one pod takes a node down.
 * Source: Kubernetes documentation, "Resource Management for Pods and Containers"; seed, Resource
 * Optimization.
 */
export const workloadPodRequireRequestsAndLimits = resourcePolicy({
  name: "workload-pod-require-requests-and-limits",
  description: "Containers state what they need and what they may take.",
  types: WORKLOAD_TYPES,
  frameworks: ["SOC 2 A1.2"],
  example: { good: "resources: { requests, limits }", bad: "resources left out" },
  judge: (inputs, { view }) => {
    const pod = podOf(inputs, view.type);
    if (pod.isUnknown) return undecided(pod.path);
    return every(
      ...containersOf(pod).flatMap((container) =>
        NEEDED.map((path) => {
          const found = container.at(path);
          if (found.isUnknown) return undecided(found.path);
          return found.isAbsent ? violation(found.path, `${found.path} is not set; state it.`) : [];
        }),
      ),
    );
  },
});
