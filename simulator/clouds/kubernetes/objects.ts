/** Objects of a cluster: kinds, places, what exists. */
import type { Value, Values } from "../../../facts/values";
import type { Call, StoredResource } from "../../contract";
import { fields, isOn, text } from "../read";

/** The type of a chart's installation. */
export const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Kinds without a namespace. Source: Kubernetes documentation, Objects In Kubernetes, Namespaces. */
const CLUSTER_SCOPED = new Set([
  "Namespace",
  "ClusterRole",
  "ClusterRoleBinding",
  "StorageClass",
  "PersistentVolume",
  "CustomResourceDefinition",
  "PriorityClass",
  "IngressClass",
  "GatewayClass",
  "RuntimeClass",
  "CSIDriver",
  "APIService",
  "Node",
  "ValidatingWebhookConfiguration",
  "MutatingWebhookConfiguration",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "VolumeSnapshotClass",
  "ClusterIssuer",
  "ClusterSecretStore",
  "ClusterExternalSecret",
  "ClusterTriggerAuthentication",
  "NodePool",
  "EC2NodeClass",
  "IngressClassParams",
]);

/** Namespaces of every cluster. */
const BORN_NAMESPACES = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Group, version and kind of a type token. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Reads `kubernetes:apps/v1:Deployment`; the group of core kinds is `core`. */
export function kindOf(type: string): Kind {
  const [, groupVersion = "", kind = ""] = type.split(":");
  const [group = "", version = ""] = groupVersion.split("/");
  return { group, version, kind };
}

/** Whether a token is an object of the API, not a Release or a bundle of objects. */
export function isObject(type: string): boolean {
  return !["helm.sh", "yaml", "kustomize", "index"].includes(kindOf(type).group);
}

/** Whether objects of a kind live in a namespace. */
export function isNamespaced(type: string): boolean {
  return isObject(type) && !CLUSTER_SCOPED.has(kindOf(type).kind);
}

/** The name of an object. */
export function nameOf(from: Values): string | undefined {
  return text(from, "metadata.name");
}

/** The namespace of an object or a Release. */
export function namespaceOf(from: Values): string {
  return text(from, "metadata.namespace") ?? text(from, "namespace") ?? "default";
}

/** Objects of a kind, whatever its version, in the cluster of the call. */
export function objects(call: Call, kind: string): readonly StoredResource[] {
  return call.cloud
    .all()
    .filter((one) => kindOf(one.type).kind === kind && one.madeFor === undefined);
}

/** Objects of a kind in the namespace of the call, without the call's own. */
export function neighbours(call: Call, kind: string): readonly StoredResource[] {
  const home = namespaceOf(call.inputs);
  return objects(call, kind).filter(
    (one) => namespaceOf(one.inputs) === home && !(one.type === call.type && one.id === call.id),
  );
}

/** Whether a namespace exists. */
export function hasNamespace(call: Call, name: string): boolean {
  return (
    BORN_NAMESPACES.includes(name) ||
    objects(call, "Namespace").some((one) => nameOf(one.inputs) === name) ||
    releases(call).some(
      (one) => isOn(one.inputs, "createNamespace") && namespaceOf(one.inputs) === name,
    )
  );
}

/** Installations of charts. */
export function releases(call: Call): readonly StoredResource[] {
  return call.cloud.all().filter((one) => one.type === RELEASE);
}

/** The bare name of a Release's chart: `oci://registry/charts/keda` is `keda`. */
export function chartOf(inputs: Values): string {
  return (text(inputs, "chart") ?? "").split("/").at(-1) ?? "";
}

/** Whether a chart is installed. */
export function hasChart(call: Call, charts: readonly string[]): boolean {
  return releases(call).some((one) => charts.includes(chartOf(one.inputs)));
}

/** The spec of the pods that an object makes, where it makes any. */
export function podSpec(type: string, inputs: Values): Values | undefined {
  switch (kindOf(type).kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return fields(inputs, "spec.template.spec");
    case "CronJob":
      return fields(inputs, "spec.jobTemplate.spec.template.spec");
    case "Pod":
      return fields(inputs, "spec");
    case "Cluster":
      return databasePod(type, inputs);
    default:
      return undefined;
  }
}

/** The pod of an instance, as CloudNativePG makes it. */
function databasePod(type: string, inputs: Values): Values | undefined {
  if (kindOf(type).group !== "postgresql.cnpg.io") return undefined;
  const { nodeSelector = {}, tolerations = [] } = fields(inputs, "spec.affinity");
  const containers = [{ name: "postgres", resources: fields(inputs, "spec.resources") }];
  return { nodeSelector, tolerations, containers };
}

/** Kinds that make pods. */
export const POD_MAKERS = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:batch/v1:Job",
  "kubernetes:batch/v1:CronJob",
  "kubernetes:core/v1:Pod",
];

/** The cluster of the simulated AWS or Google Cloud that the call goes to. */
export function clusterOf(cloud: Call["cloud"], endpoint: string): StoredResource | undefined {
  const aws = cloud
    .elsewhere("aws")
    .find((one) => one.type === "aws:eks/cluster:Cluster" && one.outputs.endpoint === endpoint);
  return (
    aws ??
    cloud
      .elsewhere("gcp")
      .find(
        (one) =>
          one.type === "gcp:container/cluster:Cluster" &&
          `https://${text(one.outputs, "endpoint") ?? ""}` === endpoint,
      )
  );
}

/** Resources of the cloud account and region that the cluster stands in. */
export function aroundCluster(call: Call): readonly StoredResource[] {
  const cluster = clusterOf(call.cloud, call.scope.account);
  if (cluster === undefined) return [];
  return call.cloud
    .elsewhere(cluster.scope.package)
    .filter(
      (one) =>
        one.scope.account === cluster.scope.account && one.scope.region === cluster.scope.region,
    );
}

/** An invalid field, as the API server says it. */
export function invalid(call: Call, path: string, problem: string): string {
  const { kind } = kindOf(call.type);
  return `${kind} "${nameOf(call.inputs)}" is invalid: ${path}: ${problem}`;
}

/** Shows a value as the API server quotes it. */
export const quote = (value: Value | undefined): string => JSON.stringify(value);
