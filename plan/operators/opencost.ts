/**
 * OpenCost: what each node, namespace and volume costs by the hour, as metrics. It splits the bill
 * of the cluster by namespace; the tenants in a shared namespace, and the stores, are split by
 * usage (docs/decisions/cost-per-tenant.md).
 */
import { SCRAPE_INTERVAL_SECONDS } from "../../facts/seed";
import type { ContainerResources, OperatorPlan } from "../cell";
import { MONITORING, PROMETHEUS_URL } from "../observability/size";
import { chartOperator, resources } from "./operator";

/** Keys of the chart opencost that we set. */
interface OpenCostValues {
  readonly fullnameOverride: string;
  readonly clusterName: string;
  readonly podSecurityContext: object;
  readonly extraVolumes: readonly { readonly name: string; readonly emptyDir: object }[];
  readonly opencost: {
    readonly exporter: {
      readonly defaultClusterId: string;
      readonly resources: ContainerResources;
      readonly securityContext: object;
      readonly extraVolumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
    };
    readonly ui: { readonly enabled: boolean };
    readonly mcp: { readonly enabled: boolean };
    readonly prometheus: {
      readonly internal: { readonly enabled: boolean };
      readonly external: { readonly enabled: boolean; readonly url: string };
    };
    readonly metrics: {
      readonly serviceMonitor: { readonly enabled: boolean; readonly scrapeInterval: string };
    };
  };
}

/** Name of the operator, of its release, its Service and its Deployment. */
export const OPENCOST = "opencost";

/** It writes the settings that it found beside the prices; the rest of its disk is closed. */
const SETTINGS = "settings";

/** Pod Security "restricted": the chart sets none of it. */
const POD_SECURITY = {
  runAsNonRoot: true,
  runAsUser: 1001,
  runAsGroup: 1001,
  fsGroup: 1001,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} as const;

/**
 * The operator that knows prices. It reads list prices of the region from the vendor's public
 * file, so it needs no role; discounts and spot prices are the bill's.
 *
 * @param clusterName The cluster.
 */
export function openCost(clusterName: string): OperatorPlan {
  // The price file is read as a stream, and still is some hundred MB at its start.
  const own = resources("20m", "256Mi", "1024Mi");
  return chartOperator<OpenCostValues>(OPENCOST, {
    values: {
      fullnameOverride: OPENCOST,
      clusterName,
      podSecurityContext: POD_SECURITY,
      extraVolumes: [{ name: SETTINGS, emptyDir: {} }],
      opencost: {
        exporter: {
          defaultClusterId: clusterName,
          resources: own,
          securityContext: CONTAINER_SECURITY,
          extraVolumeMounts: [{ name: SETTINGS, mountPath: "/var/configs" }],
        },
        // Costs are read in Grafana; a second page, and a door for machines, would need a guard.
        ui: { enabled: false },
        mcp: { enabled: false },
        prometheus: {
          internal: { enabled: false },
          external: { enabled: true, url: PROMETHEUS_URL },
        },
        metrics: {
          serviceMonitor: { enabled: true, scrapeInterval: `${SCRAPE_INTERVAL_SECONDS * 4}s` },
        },
      },
    },
    // Beside Prometheus, which it asks and which asks it.
    namespace: MONITORING.namespace,
    needs: ["kube-prometheus-stack"],
    pods: [{ replicas: 1, resources: own }],
  });
}
