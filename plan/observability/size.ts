/** How much is measured and for how long, and the names by which its parts find each other. */
import type { Demand } from "../demand";
import type { Shape } from "../environments";

/** Names that releases, custom resources and policies share. */
export const MONITORING = {
  namespace: "monitoring",
  /** Names of what the stack makes begin with it. */
  fullname: "stack",
  alertmanagerServiceAccount: "alertmanager",
  /** Volumes whose loss costs history, not data: they go with their claim. */
  storageClass: "expendable",
  /** Of the AlertmanagerConfig that Alertmanager reads. */
  routesLabels: { "podcast-platform/routes": "alerts" },
} as const;

/** Where Grafana and others ask Prometheus. */
export const PROMETHEUS_URL = `http://${MONITORING.fullname}-prometheus.${MONITORING.namespace}.svc.cluster.local:9090`;

/** Where Grafana asks Alertmanager. */
export const ALERTMANAGER_URL = `http://${MONITORING.fullname}-alertmanager.${MONITORING.namespace}.svc.cluster.local:9093`;

/** Size of what measures. */
export interface MonitoringSize {
  /** The stack, which every series and alert names. */
  readonly cell: string;
  /** Tenants that the cell is planned for. */
  readonly tenants: number;
  readonly metricsRetentionDays: number;
  readonly metricsMemoryMib: number;
  readonly metricsGib: number;
  readonly tracesGib: number;
  /** Copies of each tier of trace collectors. */
  readonly collectors: number;
}

/** What a number of tenants asks of memory and volumes. */
interface Step {
  readonly uptoTenants: number;
  readonly metricsMemoryMib: number;
  readonly metricsGib: number;
  readonly tracesGib: number;
}

/**
 * No series names a tenant, so they grow with pods and nodes: some 50,000 in year 1. Our assumption,
 * with 8 KiB of memory and 1.5 bytes a sample on disk.
 * Source: Prometheus documentation, "Storage": 1 to 2 bytes a sample.
 */
const STEPS: readonly Step[] = [
  { uptoTenants: 100, metricsMemoryMib: 640, metricsGib: 10, tracesGib: 5 },
  { uptoTenants: 1000, metricsMemoryMib: 1280, metricsGib: 30, tracesGib: 10 },
  { uptoTenants: 10_000, metricsMemoryMib: 3072, metricsGib: 80, tracesGib: 40 },
  { uptoTenants: 100_000, metricsMemoryMib: 8192, metricsGib: 250, tracesGib: 150 },
];

/**
 * The size of what measures a site.
 *
 * @param args The stack, what the cell must carry, and the shape of the environment.
 * @returns undefined where the environment runs none of it.
 * @throws Error if the demand is beyond the last step.
 */
export function monitoringSize(args: {
  readonly stack: string;
  readonly demand: Demand;
  readonly shape: Shape;
}): MonitoringSize | undefined {
  const { stack, demand, shape } = args;
  const { inCluster, metricsRetentionDays, collectors } = shape.observability;
  if (!inCluster) return undefined;
  const step = STEPS.find(({ uptoTenants }) => demand.tenants <= uptoTenants);
  if (step === undefined) {
    throw new Error(`monitoring is sized for 100000 tenants at most, got ${demand.tenants}`);
  }
  const { metricsMemoryMib, metricsGib, tracesGib } = step;
  const { tenants } = demand;
  return {
    cell: stack,
    tenants,
    metricsRetentionDays,
    metricsMemoryMib,
    metricsGib,
    tracesGib,
    collectors,
  };
}
