/** External Secrets: mirrors secrets of the cloud's store. Its CRDs are templates of the chart. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, type OperatorContext, resources } from "./operator";

/** Keys of the chart external-secrets that we set. */
interface ExternalSecretsValues {
  readonly installCRDs: boolean;
  readonly replicaCount: number;
  readonly leaderElect: boolean;
  readonly resources: ContainerResources;
  readonly webhook: { readonly replicaCount: number; readonly resources: ContainerResources };
  readonly certController: {
    readonly replicaCount: number;
    readonly resources: ContainerResources;
  };
  readonly serviceAccount: { readonly name: string };
}

/** Name of the service account that reads the secret store; its role is bound to it. */
export const EXTERNAL_SECRETS_SERVICE_ACCOUNT = "external-secrets";

/** Port of the webhook. Source: the chart's `webhook.port`. */
const WEBHOOK_PORT = 10_250;

/**
 * The operator that mirrors secrets.
 *
 * @param context The cluster, and copies of what can have more than one.
 */
export function externalSecrets({ replicas }: OperatorContext): OperatorPlan {
  const controller = resources("20m", "96Mi", "256Mi");
  const small = resources("20m", "64Mi", "256Mi");
  return chartOperator<ExternalSecretsValues>("external-secrets", {
    values: {
      installCRDs: true,
      replicaCount: replicas,
      leaderElect: replicas > 1,
      resources: controller,
      webhook: { replicaCount: replicas, resources: small },
      certController: { replicaCount: 1, resources: small },
      serviceAccount: { name: EXTERNAL_SECRETS_SERVICE_ACCOUNT },
    },
    pods: [
      { replicas, resources: controller },
      { replicas, resources: small },
      { replicas: 1, resources: small },
    ],
    calledPorts: [WEBHOOK_PORT],
  });
}
