/** Queues and scalers: what waits, and who is called to help. */
import { API_SCALING, SCALING_TRIGGERS, WORKER_SCALING } from "../../../facts/seed";
import { QUEUE_DEPTH } from "../../../plan/observability/metrics";
import { USED } from "../../../plan/observability/rules/capacity";
import { type Dashboard, type Panel, prometheus } from "./panel";

const replicas = (name: string): string =>
  `kube_deployment_status_replicas_available{deployment="${name}"}`;

const PANELS: readonly Panel[] = [
  {
    title: "Tasks that wait for a worker",
    kind: "timeseries",
    unit: "short",
    limit: SCALING_TRIGGERS.queueDepth,
    queries: [prometheus(QUEUE_DEPTH, "tasks")],
  },
  {
    title: `Workers, ${WORKER_SCALING.minReplicas} to ${WORKER_SCALING.maxReplicas}`,
    kind: "timeseries",
    unit: "short",
    limit: WORKER_SCALING.maxReplicas,
    queries: [prometheus(replicas("celery-worker"), "available")],
  },
  {
    title: `API pods, ${API_SCALING.minReplicas} to ${API_SCALING.maxReplicas}`,
    kind: "timeseries",
    unit: "short",
    limit: API_SCALING.maxReplicas,
    queries: [prometheus(replicas("api-service"), "available")],
  },
  {
    title: "Processors of the pods, of what they ask for",
    kind: "timeseries",
    unit: "percentunit",
    limit: SCALING_TRIGGERS.cpuPercent / 100,
    queries: [prometheus(USED.podCpu, "{{namespace}}")],
  },
  {
    title: "Memory of the pods, of what they ask for",
    kind: "timeseries",
    unit: "percentunit",
    limit: SCALING_TRIGGERS.memoryPercent / 100,
    queries: [prometheus(USED.podMemory, "{{namespace}}")],
  },
  {
    title: "Pods that find no node",
    kind: "timeseries",
    unit: "short",
    queries: [
      prometheus('sum by (namespace) (kube_pod_status_phase{phase="Pending"})', "{{namespace}}"),
    ],
  },
  {
    title: "Connections of the time series",
    kind: "timeseries",
    unit: "percentunit",
    limit: SCALING_TRIGGERS.databaseConnectionsPercent / 100,
    queries: [prometheus(USED.connections, "{{pod}}")],
  },
  {
    title: "Volumes",
    kind: "timeseries",
    unit: "percentunit",
    limit: SCALING_TRIGGERS.storagePercent / 100,
    queries: [prometheus(USED.volume, "{{namespace}}/{{persistentvolumeclaim}}")],
  },
];

/** Queues and scalers. */
export const SCALING: Dashboard = {
  uid: "queues-and-scaling",
  title: "Queues and scaling",
  panels: PANELS,
};
