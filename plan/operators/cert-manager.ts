/** cert-manager: certificates of the cell's own authority, renewed without people. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, type OperatorContext, resources } from "./operator";

/** Keys of the chart cert-manager that we set. */
interface CertManagerValues {
  readonly crds: { readonly enabled: boolean; readonly keep: boolean };
  readonly global: { readonly leaderElection: { readonly namespace: string } };
  readonly replicaCount: number;
  readonly enableCertificateOwnerRef: boolean;
  readonly resources: ContainerResources;
  readonly webhook: Part & { readonly securePort: number; readonly timeoutSeconds: number };
  readonly cainjector: Part;
  readonly startupapicheck: {
    readonly enabled: boolean;
    readonly timeout: string;
    readonly resources: ContainerResources;
  };
}

interface Part {
  readonly replicaCount: number;
  readonly resources: ContainerResources;
}

/** Name of the operator, of its release and its namespace. */
export const CERT_MANAGER = "cert-manager";

/** Port of the webhook, stated so that the network policy and the chart cannot part. */
const WEBHOOK_PORT = 10_250;

/** Seconds that the API server waits for the webhook. Source: its range is 1 to 30. */
const WEBHOOK_TIMEOUT_SECONDS = 10;

/**
 * The operator that issues certificates. A Release waits for `startupapicheck`, which asks the
 * webhook until it answers: custom resources that come earlier are refused.
 * Source: cert-manager documentation, "Helm" and "Troubleshooting Problems with the Webhook".
 *
 * @param context The cluster, and copies of what can have more than one.
 */
export function certManager({ replicas }: OperatorContext): OperatorPlan {
  const controller = resources("10m", "64Mi", "256Mi");
  const webhook = resources("10m", "32Mi", "128Mi");
  const injector = resources("10m", "96Mi", "256Mi");
  return chartOperator<CertManagerValues>(CERT_MANAGER, {
    values: {
      // Certificates must survive the removal of the release.
      crds: { enabled: true, keep: true },
      // By default the lease is in kube-system, where the release would need a Role of its own.
      global: { leaderElection: { namespace: CERT_MANAGER } },
      // One leads and the others wait: certificates last for weeks, so one is enough.
      replicaCount: 1,
      // The Secret goes with its Certificate.
      enableCertificateOwnerRef: true,
      resources: controller,
      webhook: {
        replicaCount: replicas,
        resources: webhook,
        securePort: WEBHOOK_PORT,
        timeoutSeconds: WEBHOOK_TIMEOUT_SECONDS,
      },
      cainjector: { replicaCount: 1, resources: injector },
      startupapicheck: { enabled: true, timeout: "5m", resources: webhook },
    },
    pods: [
      { replicas: 1, resources: controller },
      { replicas, resources: webhook },
      { replicas: 1, resources: injector },
    ],
    calledPorts: [WEBHOOK_PORT],
  });
}
