/** CloudNativePG: runs PostgreSQL clusters, fails them over, schedules their backups. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, type OperatorContext, resources } from "./operator";

/** Keys of the chart cloudnative-pg that we set. */
interface CloudNativePgValues {
  readonly replicaCount: number;
  readonly crds: { readonly create: boolean };
  readonly config: { readonly clusterWide: boolean; readonly maxConcurrentReconciles: number };
  readonly webhook: { readonly port: number };
  readonly resources: ContainerResources;
}

/** Name of the operator and of its release. */
export const CNPG = "cnpg";

/**
 * Namespace of the operator and of its plug-ins, which it looks for beside itself.
 * Source: Barman Cloud CNPG-I plugin, "Installation".
 */
export const CNPG_NAMESPACE = "cnpg-system";

/** Port of the webhook, stated so that the network policy and the chart cannot part. */
const WEBHOOK_PORT = 9443;

/** Clusters that are worked on at once: a cell has one, and one for some of its tenants. */
const RECONCILES = 4;

/**
 * The operator of PostgreSQL clusters.
 *
 * @param context The cluster, and copies of what can have more than one.
 */
export function cloudNativePg({ replicas }: OperatorContext): OperatorPlan {
  const own = resources("50m", "128Mi", "512Mi");
  return chartOperator<CloudNativePgValues>(CNPG, {
    values: {
      // One leads, the others answer for the webhook.
      replicaCount: replicas,
      crds: { create: true },
      // Its clusters are in namespaces of their own.
      config: { clusterWide: true, maxConcurrentReconciles: RECONCILES },
      webhook: { port: WEBHOOK_PORT },
      resources: own,
    },
    pods: [{ replicas, resources: own }],
    namespace: CNPG_NAMESPACE,
    calledPorts: [WEBHOOK_PORT],
  });
}
