/** Who answers Prometheus, where, and on which port: monitors and policies both come from here. */
import { AGENTS, AGENT_PORTS } from "../../../plan/observability/agents";
import { GRAFANA } from "../../../plan/observability/grafana";
import {
  METRICS_PATH,
  METRICS_PORT_NAME,
  WORKER_METRICS_PORT,
} from "../../../plan/observability/metrics";
import { MONITORING } from "../../../plan/observability/size";
import { TRACES } from "../../../plan/observability/traces";
import { SCALER_METRICS_PORT } from "../../../plan/operators/keda";
import type { WorkloadPlan } from "../../../plan/cell";
import { podLabels } from "../../compute/kubernetes/pod";
import type { Where } from "../../contract";

/** Pods that answer Prometheus. */
export interface Target {
  /** Name of the monitor and, where the pods carry no name, of the job. */
  readonly key: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  /**
   * Name of the port, where the container has one.
   * @default the number is used
   */
  readonly portName?: string;
  /** @default "/metrics" */
  readonly path?: string;
  /** The pods are on their node's network, where no policy reaches them. */
  readonly onHost?: true;
}

/** Labels of what a chart makes. Source: `_helpers.tpl` of each chart. */
const instance = (release: string): Readonly<Record<string, string>> => ({
  "app.kubernetes.io/instance": release,
});

function ofWorkload(namespace: string, plan: WorkloadPlan): Target {
  const labels = podLabels(plan.name, plan.role);
  const served = plan.port === undefined ? {} : { port: plan.port, portName: "http" };
  return {
    key: plan.name,
    namespace,
    labels,
    port: WORKER_METRICS_PORT,
    portName: METRICS_PORT_NAME,
    path: METRICS_PATH,
    ...served,
  };
}

/** Port of an instance of CloudNativePG. Source: CloudNativePG, "Monitoring". */
const TIME_SERIES_PORT = 9187;

/** Label of its pods. Source: CloudNativePG, "Labels and Annotations". */
const TIME_SERIES_LABEL = "cnpg.io/cluster";

/**
 * What Prometheus measures beside the cluster itself, whose monitors the chart makes.
 *
 * @param where The cell and the site.
 */
export function targetsOf({ site }: Where): readonly Target[] {
  const { compute, timeSeries } = site;
  return [
    ...compute.workloads.map((plan) => ofWorkload(compute.namespace, plan)),
    {
      key: "time-series",
      namespace: timeSeries.namespace,
      labels: { [TIME_SERIES_LABEL]: timeSeries.clusterName },
      port: TIME_SERIES_PORT,
      portName: "metrics",
    },
    {
      key: "keda",
      namespace: "keda",
      labels: { app: "keda-operator" },
      port: SCALER_METRICS_PORT,
      portName: "metrics",
    },
    {
      key: AGENTS.logAgent,
      namespace: AGENTS.namespace,
      labels: instance(AGENTS.logAgent),
      port: AGENT_PORTS.logAgent,
      portName: "http",
      path: "/api/v2/metrics/prometheus",
    },
    {
      key: AGENTS.nodeExporter,
      namespace: AGENTS.namespace,
      labels: instance(AGENTS.nodeExporter),
      port: AGENT_PORTS.nodeExporter,
      portName: "metrics",
      onHost: true,
    },
    ...[TRACES.gateway, TRACES.sampler, TRACES.jaeger].map((name) => ({
      key: name,
      namespace: TRACES.namespace,
      labels: instance(name),
      port: TRACES.metricsPort,
    })),
    {
      key: GRAFANA.name,
      namespace: MONITORING.namespace,
      labels: instance(GRAFANA.name),
      port: 3000,
      portName: "grafana",
    },
  ];
}
