/**
 * Objects in a cluster that we build. An object is found by namespace and name, so each has a
 * natural id. Source: the Kubernetes provider's reference (4.34), section "Import".
 */
import type { CostLine } from "./lines";
import type { TypeRow } from "./types-row";

const NAMESPACED = "{metadata.namespace}/{metadata.name}";
const GLOBAL = "{metadata.name}";

function object(line: CostLine, naturalImportId = NAMESPACED): TypeRow {
  return { line, holdsData: false, persistent: false, taggable: true, naturalImportId };
}

function custom(line: CostLine): TypeRow {
  return { ...object(line), custom: true };
}

/** Types by token. */
export const KUBERNETES_TYPES = {
  "kubernetes:core/v1:Namespace": object("Compute", GLOBAL),
  "kubernetes:core/v1:ConfigMap": object("Compute"),
  "kubernetes:core/v1:Secret": { ...object("Security"), holdsData: true },
  // The cloud adds the address and node ports.
  "kubernetes:core/v1:Service": {
    ...object("Compute"),
    cloudOwnedFields: ["spec.clusterIP", "spec.clusterIPs"],
  },
  "kubernetes:core/v1:ServiceAccount": object("Security"),
  "kubernetes:core/v1:PersistentVolumeClaim": {
    ...object("TimescaleDB"),
    holdsData: true,
    persistent: true,
  },
  // Under an autoscaler the number of pods is the autoscaler's.
  "kubernetes:apps/v1:Deployment": { ...object("Compute"), cloudOwnedFields: ["spec.replicas"] },
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": object("Compute"),
  "kubernetes:policy/v1:PodDisruptionBudget": object("Compute"),
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": object("Security"),
  "kubernetes:rbac.authorization.k8s.io/v1:Role": object("Security"),
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": object("Security"),
  "kubernetes:scheduling.k8s.io/v1:PriorityClass": object("Compute", GLOBAL),
  "kubernetes:storage.k8s.io/v1:StorageClass": object("Compute", GLOBAL),
  "kubernetes:batch/v1:Job": object("Compute"),
  "kubernetes:batch/v1:CronJob": object("Compute"),
  "kubernetes:core/v1:ResourceQuota": object("Compute"),
  "kubernetes:core/v1:LimitRange": object("Compute"),
  // A release is no object: it takes no labels of ours.
  "kubernetes:helm.sh/v3:Release": {
    line: "Compute",
    holdsData: false,
    persistent: false,
    taggable: false,
    naturalImportId: "{namespace}/{name}",
  },
  "kubernetes:external-secrets.io/v1:ExternalSecret": custom("Security"),
  "kubernetes:external-secrets.io/v1:SecretStore": custom("Security"),
  "kubernetes:external-secrets.io/v1:ClusterSecretStore": {
    ...custom("Security"),
    naturalImportId: GLOBAL,
  },
  "kubernetes:cert-manager.io/v1:Certificate": custom("Security"),
  "kubernetes:cert-manager.io/v1:ClusterIssuer": {
    ...custom("Security"),
    naturalImportId: GLOBAL,
  },
  // Its volumes are claims of its own, which go with it.
  "kubernetes:postgresql.cnpg.io/v1:Cluster": {
    ...custom("TimescaleDB"),
    holdsData: true,
    persistent: true,
  },
  "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup": custom("TimescaleDB"),
  "kubernetes:barmancloud.cnpg.io/v1:ObjectStore": custom("TimescaleDB"),
  "kubernetes:monitoring.coreos.com/v1:PodMonitor": custom("Monitoring"),
  "kubernetes:monitoring.coreos.com/v1:PrometheusRule": custom("Monitoring"),
  "kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig": custom("Monitoring"),
  "kubernetes:keda.sh/v1alpha1:ScaledObject": custom("Compute"),
  "kubernetes:autoscaling.k8s.io/v1:VerticalPodAutoscaler": custom("Monitoring"),
  "kubernetes:keda.sh/v1alpha1:TriggerAuthentication": custom("Compute"),
  "kubernetes:gateway.networking.k8s.io/v1:GatewayClass": {
    ...custom("Network"),
    naturalImportId: GLOBAL,
  },
  "kubernetes:gateway.networking.k8s.io/v1:Gateway": custom("Network"),
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute": custom("Network"),
  "kubernetes:gateway.networking.k8s.io/v1:BackendTLSPolicy": custom("Network"),
  "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyProxy": custom("Network"),
  "kubernetes:gateway.envoyproxy.io/v1alpha1:ClientTrafficPolicy": custom("Network"),
  "kubernetes:gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy": custom("Network"),
  "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy": custom("Security"),
  "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding": custom("Network"),
} as const satisfies Record<string, TypeRow>;
