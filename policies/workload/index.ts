/** Policies of the group workload. */
import type { PlatformPolicy } from "../frame/policy";
import { workloadPodForbidLiteralSecrets } from "./pod-forbid-literal-secrets";
import { workloadPodRequireImageDigest } from "./pod-require-image-digest";
import { workloadPodRequireRequestsAndLimits } from "./pod-require-requests-and-limits";
import { workloadPodRequireUnprivileged } from "./pod-require-unprivileged";
import { workloadScaledDeploymentForbidReplicas } from "./scaled-deployment-forbid-replicas";

/** Every policy of the group. */
export const workloadPolicies: readonly PlatformPolicy[] = [
  workloadPodForbidLiteralSecrets,
  workloadPodRequireImageDigest,
  workloadPodRequireRequestsAndLimits,
  workloadPodRequireUnprivileged,
  workloadScaledDeploymentForbidReplicas,
];
