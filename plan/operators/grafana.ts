/** Grafana: pictures of what is measured. Its dashboards are objects of ours, found by a label. */
import type { Region } from "../../facts/regions";
import type { ContainerResources, OperatorPlan } from "../cell";
import { ALERTMANAGER_URL, MONITORING, PROMETHEUS_URL } from "../observability/size";
import { GRAFANA } from "../observability/grafana";
import { TRACES } from "../observability/traces";
import { chartOperator, resources } from "./operator";

/** A place that dashboards ask. */
interface DataSource {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly access: "proxy";
  readonly url?: string;
  readonly isDefault?: true;
  readonly jsonData?: Readonly<Record<string, string>>;
}

/** Keys of the chart grafana that we set. */
interface GrafanaValues {
  readonly fullnameOverride: string;
  readonly replicas: 1;
  readonly deploymentStrategy: { readonly type: "Recreate" };
  readonly testFramework: { readonly enabled: boolean };
  readonly initChownData: { readonly enabled: boolean };
  readonly rbac: { readonly namespaced: boolean };
  readonly serviceAccount: { readonly name: string };
  readonly admin: {
    readonly existingSecret: string;
    readonly userKey: string;
    readonly passwordKey: string;
  };
  readonly persistence: { readonly enabled: boolean; readonly existingClaim: string };
  readonly resources: ContainerResources;
  readonly securityContext: object;
  readonly containerSecurityContext: object;
  readonly sidecar: {
    readonly resources: ContainerResources;
    readonly securityContext: object;
    readonly dashboards: {
      readonly enabled: boolean;
      readonly label: string;
      readonly labelValue: string;
      readonly resource: "configmap";
      readonly provider: { readonly allowUiUpdates: boolean };
    };
  };
  readonly datasources: {
    readonly "datasources.yaml": {
      readonly apiVersion: 1;
      readonly datasources: readonly DataSource[];
    };
  };
  readonly "grafana.ini": Readonly<Record<string, Readonly<Record<string, string | boolean>>>>;
}

/** Pod Security "restricted". */
const HARDENED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
} as const;

function dataSources(region: Region): readonly DataSource[] {
  return [
    {
      name: "Prometheus",
      uid: "prometheus",
      type: "prometheus",
      access: "proxy",
      url: PROMETHEUS_URL,
      isDefault: true,
      jsonData: { timeInterval: "15s" },
    },
    {
      name: "Alertmanager",
      uid: "alertmanager",
      type: "alertmanager",
      access: "proxy",
      url: ALERTMANAGER_URL,
      jsonData: { implementation: "prometheus" },
    },
    {
      name: "Jaeger",
      uid: "jaeger",
      type: "jaeger",
      access: "proxy",
      url: `http://${TRACES.jaegerHost}:${TRACES.queryPort}`,
    },
    {
      name: "CloudWatch",
      uid: "cloudwatch",
      type: "cloudwatch",
      access: "proxy",
      jsonData: { authType: "default", defaultRegion: region },
    },
  ];
}

/** What is said to no one, and who may come in. */
const SETTINGS = {
  analytics: { check_for_updates: false, reporting_enabled: false },
  security: { disable_gravatar: true, cookie_secure: true, strict_transport_security: true },
  users: { allow_sign_up: false },
  "auth.anonymous": { enabled: false },
} as const;

/**
 * The pages of dashboards. They are reached through the API server (`kubectl port-forward`): no way
 * leads in from the internet.
 *
 * @param region Whose metrics of the cloud it shows.
 */
export function grafana(region: Region): OperatorPlan {
  const each = resources("30m", "160Mi", "512Mi");
  const sidecar = resources("10m", "80Mi", "192Mi");
  return chartOperator<GrafanaValues>("grafana", {
    namespace: MONITORING.namespace,
    values: {
      fullnameOverride: GRAFANA.name,
      replicas: 1,
      // Its volume can be on one node only.
      deploymentStrategy: { type: "Recreate" },
      testFramework: { enabled: false },
      // It would run as root; the volume takes its group from the pod.
      initChownData: { enabled: false },
      rbac: { namespaced: true },
      serviceAccount: { name: GRAFANA.name },
      admin: { existingSecret: GRAFANA.adminSecret, userKey: "username", passwordKey: "password" },
      persistence: { enabled: true, existingClaim: GRAFANA.claim },
      resources: each,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 472,
        runAsGroup: 472,
        fsGroup: 472,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containerSecurityContext: HARDENED,
      sidecar: {
        resources: sidecar,
        securityContext: HARDENED,
        dashboards: {
          enabled: true,
          label: GRAFANA.label,
          labelValue: GRAFANA.labelValue,
          resource: "configmap",
          provider: { allowUiUpdates: false },
        },
      },
      datasources: {
        "datasources.yaml": { apiVersion: 1, datasources: dataSources(region) },
      },
      "grafana.ini": SETTINGS,
    },
    pods: [
      { replicas: 1, resources: each },
      { replicas: 1, resources: sidecar },
    ],
  });
}
