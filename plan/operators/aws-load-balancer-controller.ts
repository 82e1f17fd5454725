/**
 * AWS Load Balancer Controller: keeps a target group that the program made filled with the
 * gateway's pods. It makes no load balancer: what a controller makes is in no state, and blocks
 * the deletion of its network.
 */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, type OperatorContext, resources } from "./operator";

/** Keys of the chart aws-load-balancer-controller that we set. */
interface LoadBalancerControllerValues {
  readonly clusterName: string;
  readonly region: string;
  readonly vpcTags: Readonly<Record<string, string>>;
  readonly replicaCount: number;
  readonly serviceAccount: { readonly create: boolean; readonly name: string };
  readonly enableServiceMutatorWebhook: boolean;
  readonly enableShield: boolean;
  readonly enableWaf: boolean;
  readonly enableWafv2: boolean;
  readonly enableBackendSecurityGroup: boolean;
  readonly createIngressClassResource: boolean;
  readonly ingressClassParams: { readonly create: boolean };
  readonly controllerConfig: { readonly featureGates: Readonly<Record<string, boolean>> };
  readonly podDisruptionBudget: { readonly maxUnavailable: number };
  readonly resources: ContainerResources;
  readonly podSecurityContext: object;
  readonly securityContext: object;
}

/** Name of the operator, of its release, its namespace and its service account. */
export const LOAD_BALANCER_CONTROLLER = "aws-load-balancer-controller";

/** Port of its webhook. Source: the chart's `webhookBindPort`. */
const WEBHOOK_PORT = 9443;

/** Pod Security "restricted": the chart sets only a part of it. */
const POD_SECURITY = {
  fsGroup: 65_534,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
} as const;

/**
 * The operator that fills target groups.
 *
 * @param context The cluster, its network, and copies of what can have more than one.
 */
export function loadBalancerController(context: OperatorContext): OperatorPlan {
  const { clusterName, region, networkName, replicas } = context;
  const own = resources("20m", "96Mi", "256Mi");
  return chartOperator<LoadBalancerControllerValues>(LOAD_BALANCER_CONTROLLER, {
    values: {
      clusterName,
      region,
      // Pods do not reach the metadata service of their node, which would say it.
      vpcTags: { Name: networkName },
      replicaCount: replicas,
      serviceAccount: { create: true, name: LOAD_BALANCER_CONTROLLER },
      // It would stand between the API server and every Service of the cluster.
      enableServiceMutatorWebhook: false,
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
      // Security groups and their rules are the program's.
      enableBackendSecurityGroup: false,
      createIngressClassResource: false,
      ingressClassParams: { create: false },
      // The gateway's own controller owns the Gateway API.
      controllerConfig: { featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false } },
      podDisruptionBudget: { maxUnavailable: 1 },
      resources: own,
      podSecurityContext: POD_SECURITY,
      securityContext: CONTAINER_SECURITY,
    },
    pods: [{ replicas, resources: own }],
    calledPorts: [WEBHOOK_PORT],
  });
}
