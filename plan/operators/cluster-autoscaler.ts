/** Cluster Autoscaler: adds nodes for pods that find none, within the limits of the pools. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, type OperatorContext, resources } from "./operator";

/** Keys of the chart cluster-autoscaler that we set. */
interface ClusterAutoscalerValues {
  readonly cloudProvider: "aws";
  readonly awsRegion: string;
  readonly autoDiscovery: { readonly clusterName: string };
  readonly replicaCount: number;
  readonly rbac: {
    readonly serviceAccount: { readonly create: boolean; readonly name: string };
  };
  readonly extraArgs: Readonly<Record<string, string | number | boolean>>;
  readonly resources: ContainerResources;
  readonly securityContext: object;
  readonly containerSecurityContext: object;
}

/** Name of the operator, of its release, its namespace and its service account. */
export const CLUSTER_AUTOSCALER = "cluster-autoscaler";

/**
 * How it decides. Least and most nodes of each pool are those of its scaling group, which EKS tags
 * for discovery by itself; labels and taints of an empty pool come from `eks:DescribeNodegroup`.
 * Source: Cluster Autoscaler on AWS, "Auto-Discovery Setup" and "Using Cluster Autoscaler with EKS
 * managed node groups"; FAQ, "What are the parameters to CA?".
 */
const DECISIONS = {
  // Pools differ in taints; where several would do, the one that leaves the least idle.
  expander: "least-waste",
  // Name servers and the like may move: without this a node that has one is never given back.
  "skip-nodes-with-system-pods": false,
  // Ten minutes is the autoscaler's own default; stated, since the seed's scale-down is shorter.
  "scale-down-unneeded-time": "10m",
  "scale-down-utilization-threshold": 0.5,
  // A spot request that finds no machine is given up, so that another is tried.
  "max-node-provision-time": "10m",
  stderrthreshold: "info",
  v: 2,
} as const;

/** Pod Security "restricted": the chart sets none of it. */
const POD_SECURITY = {
  runAsNonRoot: true,
  runAsUser: 65_534,
  runAsGroup: 65_534,
  fsGroup: 65_534,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} as const;

/**
 * The operator that scales nodes.
 *
 * @param context The cluster and its region.
 */
export function clusterAutoscaler({ clusterName, region }: OperatorContext): OperatorPlan {
  const own = resources("50m", "160Mi", "600Mi");
  return chartOperator<ClusterAutoscalerValues>(CLUSTER_AUTOSCALER, {
    values: {
      cloudProvider: "aws",
      awsRegion: region,
      autoDiscovery: { clusterName },
      // One decides; a second would only wait for its lease.
      replicaCount: 1,
      rbac: { serviceAccount: { create: true, name: CLUSTER_AUTOSCALER } },
      extraArgs: DECISIONS,
      resources: own,
      securityContext: POD_SECURITY,
      containerSecurityContext: CONTAINER_SECURITY,
    },
    pods: [{ replicas: 1, resources: own }],
  });
}
