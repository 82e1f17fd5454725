/**
 * The recommender of the Vertical Pod Autoscaler, and nothing else of it: it says what each
 * workload should ask for (seed, Resource Optimization: "requests/limits based on actual usage").
 * Without the updater and the webhook no pod is ever changed by it; a second scaler on the same
 * target would fight with the seed's own.
 */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, resources } from "./operator";

/** Keys of the chart vertical-pod-autoscaler that we set. */
interface VpaValues {
  readonly fullnameOverride: string;
  readonly podSecurityContext: object;
  readonly containerSecurityContext: object;
  readonly admissionController: { readonly enabled: boolean };
  readonly updater: { readonly enabled: boolean };
  readonly recommender: {
    readonly replicas: number;
    readonly resources: ContainerResources;
    readonly podDisruptionBudget: { readonly enabled: boolean };
  };
}

/** Name of the operator, of its release and its namespace. */
export const VPA = "vpa";

/** Pod Security "restricted": the chart sets a part of it. */
const POD_SECURITY = {
  runAsNonRoot: true,
  runAsUser: 65_534,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} as const;

/** The operator that recommends requests. */
export function vpa(): OperatorPlan {
  const own = resources("20m", "128Mi", "512Mi");
  return chartOperator<VpaValues>(VPA, {
    values: {
      fullnameOverride: VPA,
      podSecurityContext: POD_SECURITY,
      containerSecurityContext: CONTAINER_SECURITY,
      admissionController: { enabled: false },
      updater: { enabled: false },
      // It may be away for a while: what it learned is in checkpoints. A budget for disruption
      // would keep the only copy on its node.
      recommender: { replicas: 1, resources: own, podDisruptionBudget: { enabled: false } },
    },
    pods: [{ replicas: 1, resources: own }],
  });
}
