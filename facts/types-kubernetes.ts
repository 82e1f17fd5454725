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
  "kubernetes:keda.sh/v1alpha1:ScaledObject": custom("Compute"),
  "kubernetes:keda.sh/v1alpha1:TriggerAuthentication": custom("Compute"),
} as const satisfies Record<string, TypeRow>;
