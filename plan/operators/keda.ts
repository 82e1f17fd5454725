/** KEDA: scales workers by the length of their queues. Its CRDs are templates of the chart. */
import type { ContainerResources, OperatorPlan } from "../cell";
import { chartOperator, resources } from "./operator";

/** Keys of the chart keda that we set. */
interface KedaValues {
  readonly crds: { readonly install: boolean };
  readonly prometheus: { readonly operator: { readonly enabled: boolean; readonly port: number } };
  readonly resources: {
    readonly operator: ContainerResources;
    readonly metricServer: ContainerResources;
    readonly webhooks: ContainerResources;
  };
}

/** Ports of metrics and webhook. Source: the chart's `service.portHttpsTarget`, `webhooks.port`. */
const CALLED_PORTS = { metrics: 6443, webhook: 9443 } as const;

/** Port on which the operator tells what its scalers read. */
export const SCALER_METRICS_PORT = 8080;

/** The operator that scales by queue. */
export function keda(): OperatorPlan {
  const parts = {
    operator: resources("100m", "128Mi", "512Mi"),
    metricServer: resources("50m", "96Mi", "512Mi"),
    webhooks: resources("20m", "64Mi", "256Mi"),
  };
  return chartOperator<KedaValues>("keda", {
    values: {
      crds: { install: true },
      prometheus: { operator: { enabled: true, port: SCALER_METRICS_PORT } },
      resources: parts,
    },
    pods: Object.values(parts).map((each) => ({ replicas: 1, resources: each })),
    calledPorts: Object.values(CALLED_PORTS),
  });
}
