/** Prometheus with its operator, Alertmanager and the state of the cluster's objects as metrics. */
import { SCRAPE_INTERVAL_SECONDS } from "../../facts/seed";
import type { ContainerResources, OperatorPlan } from "../cell";
import { type MonitoringSize, MONITORING } from "../observability/size";
import { chartOperator, resources } from "./operator";

/** Part of a chart that is on or off. */
interface Switch {
  readonly enabled: boolean;
}

/** A claim for a volume, as the operator's custom resources take it. */
interface ClaimTemplate {
  readonly spec: {
    readonly storageClassName: string;
    readonly accessModes: readonly ["ReadWriteOnce"];
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

/** What both custom resources, Prometheus and Alertmanager, are told. */
interface ServerSpec {
  readonly replicas: number;
  readonly resources: ContainerResources;
  readonly persistentVolumeClaimRetentionPolicy: {
    readonly whenDeleted: "Delete" | "Retain";
    readonly whenScaled: "Delete" | "Retain";
  };
}

/** Keys of the chart kube-prometheus-stack that we set. */
interface KubePrometheusStackValues {
  readonly fullnameOverride: string;
  readonly crds: Switch;
  readonly defaultRules: { readonly create: boolean };
  readonly windowsMonitoring: Switch;
  readonly grafana: Switch;
  readonly nodeExporter: Switch;
  readonly kubeControllerManager: Switch;
  readonly kubeEtcd: Switch;
  readonly kubeScheduler: Switch;
  readonly kubeProxy: Switch;
  readonly alertmanager: {
    readonly serviceAccount: { readonly name: string };
    readonly alertmanagerSpec: ServerSpec & {
      readonly retention: string;
      readonly storage: { readonly volumeClaimTemplate: ClaimTemplate };
      readonly alertmanagerConfigSelector: {
        readonly matchLabels: Readonly<Record<string, string>>;
      };
      readonly alertmanagerConfigMatcherStrategy: { readonly type: "None" };
    };
  };
  readonly "kube-state-metrics": {
    readonly collectorsExclude: readonly string[];
    readonly resources: ContainerResources;
  };
  readonly prometheusOperator: {
    readonly resources: ContainerResources;
    readonly kubeletEndpointsEnabled: boolean;
    readonly kubeletEndpointSliceEnabled: boolean;
    readonly prometheusConfigReloader: { readonly resources: ContainerResources };
    readonly admissionWebhooks: {
      readonly failurePolicy: "Fail";
      readonly patch: { readonly resources: ContainerResources };
    };
  };
  readonly prometheus: {
    readonly prometheusSpec: ServerSpec & {
      readonly scrapeInterval: string;
      readonly scrapeTimeout: string;
      readonly evaluationInterval: string;
      readonly retention: string;
      readonly retentionSize: string;
      readonly externalLabels: Readonly<Record<string, string>>;
      readonly serviceMonitorSelectorNilUsesHelmValues: boolean;
      readonly podMonitorSelectorNilUsesHelmValues: boolean;
      readonly ruleSelectorNilUsesHelmValues: boolean;
      readonly storageSpec: { readonly volumeClaimTemplate: ClaimTemplate };
    };
  };
}

/** Port of the operator's webhook. Source: the chart's `prometheusOperator.tls.internalPort`. */
const WEBHOOK_PORT = 10_250;

/** Seconds after which a target counts as down: less than the interval. */
const SCRAPE_TIMEOUT_SECONDS = 10;

/** Days that Alertmanager remembers silences and what it has sent. */
const ALERT_MEMORY = "120h";

/** GiB for silences and the notification log, which are a few MB. */
const ALERT_MEMORY_GIB = 1;

/** Share of the volume that metrics may fill, so that the write-ahead log finds room beside them. */
const METRICS_SHARE = 0.8;

function claim(gib: number): { readonly volumeClaimTemplate: ClaimTemplate } {
  return {
    volumeClaimTemplate: {
      spec: {
        storageClassName: MONITORING.storageClass,
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: `${gib}Gi` } },
      },
    },
  };
}

/** Measurements go with their server: nothing that costs money stays behind. */
const EXPENDABLE = { whenDeleted: "Delete", whenScaled: "Delete" } as const;

/** What a managed control plane does not show, and kube-proxy answers on its own node only. */
const OFF = { enabled: false } as const;

interface Parts {
  readonly server: ContainerResources;
  readonly alertmanager: ContainerResources;
  readonly small: ContainerResources;
}

function prometheusOf(size: MonitoringSize, server: ContainerResources) {
  return {
    prometheusSpec: {
      replicas: 1,
      resources: server,
      scrapeInterval: `${SCRAPE_INTERVAL_SECONDS}s`,
      scrapeTimeout: `${SCRAPE_TIMEOUT_SECONDS}s`,
      evaluationInterval: `${SCRAPE_INTERVAL_SECONDS}s`,
      retention: `${size.metricsRetentionDays}d`,
      retentionSize: `${Math.floor(size.metricsGib * METRICS_SHARE)}GiB`,
      externalLabels: { cell: size.cell },
      // Monitors and rules are objects of ours, which carry no label of the release.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      persistentVolumeClaimRetentionPolicy: EXPENDABLE,
      storageSpec: claim(size.metricsGib),
    },
  } as const;
}

function alertmanagerOf(alertmanager: ContainerResources) {
  return {
    serviceAccount: { name: MONITORING.alertmanagerServiceAccount },
    alertmanagerSpec: {
      replicas: 1,
      resources: alertmanager,
      retention: ALERT_MEMORY,
      storage: claim(ALERT_MEMORY_GIB),
      persistentVolumeClaimRetentionPolicy: EXPENDABLE,
      alertmanagerConfigSelector: { matchLabels: MONITORING.routesLabels },
      // Alerts of every namespace take our routes, not those of the routes' own namespace alone.
      alertmanagerConfigMatcherStrategy: { type: "None" },
    },
  } as const;
}

function valuesOf(size: MonitoringSize, parts: Parts): KubePrometheusStackValues {
  const { server, alertmanager, small } = parts;
  return {
    fullnameOverride: MONITORING.fullname,
    // They are a release of their own, which Helm upgrades.
    crds: OFF,
    // Every alert is ours, with a page of ours; plan/observability/rules.
    defaultRules: { create: false },
    windowsMonitoring: OFF,
    // Releases of their own: one waits for its password, the other needs its node.
    grafana: OFF,
    nodeExporter: OFF,
    kubeControllerManager: OFF,
    kubeEtcd: OFF,
    kubeScheduler: OFF,
    kubeProxy: OFF,
    alertmanager: alertmanagerOf(alertmanager),
    // Whoever lists secrets may read them.
    "kube-state-metrics": { collectorsExclude: ["secrets", "configmaps"], resources: small },
    prometheusOperator: {
      resources: small,
      // Endpoints are deprecated since Kubernetes 1.33.
      kubeletEndpointsEnabled: false,
      kubeletEndpointSliceEnabled: true,
      prometheusConfigReloader: { resources: small },
      admissionWebhooks: { failurePolicy: "Fail", patch: { resources: small } },
    },
    prometheus: prometheusOf(size, server),
  };
}

/**
 * The operator of Prometheus, and the servers that it runs.
 *
 * @param size How much it measures, and for how long.
 */
export function kubePrometheusStack(size: MonitoringSize): OperatorPlan {
  const server = resources("250m", `${size.metricsMemoryMib}Mi`, `${size.metricsMemoryMib * 2}Mi`);
  const alertmanager = resources("10m", "48Mi", "128Mi");
  const small = resources("10m", "48Mi", "192Mi");
  return chartOperator<KubePrometheusStackValues>("kube-prometheus-stack", {
    namespace: MONITORING.namespace,
    needs: ["prometheus-operator-crds"],
    values: valuesOf(size, { server, alertmanager, small }),
    // Each server has a reloader beside it; the operator and kube-state-metrics.
    pods: [
      { replicas: 1, resources: server },
      { replicas: 1, resources: alertmanager },
      { replicas: 2, resources: small },
    ],
    calledPorts: [WEBHOOK_PORT],
  });
}

/** The kinds of the operator, before whatever is of them. */
export function prometheusCrds(): OperatorPlan {
  return chartOperator<object>("prometheus-operator-crds", {
    namespace: MONITORING.namespace,
    values: {},
    pods: [],
  });
}
