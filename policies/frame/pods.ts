/** Kubernetes objects that run pods, and where the pod stands in each. */
import type { Reader } from "./reader";

/** Type tokens of everything built in that runs pods. */
export const WORKLOAD_TYPES: readonly string[] = [
  "kubernetes:core/v1:Pod",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:batch/v1:Job",
  "kubernetes:batch/v1:CronJob",
];

/**
 * The pod's `spec`.
 *
 * @param inputs Inputs of a resource of {@link WORKLOAD_TYPES}.
 * @param type Its type token.
 */
export function podOf(inputs: Reader, type: string): Reader {
  if (type.endsWith(":Pod")) return inputs.at("spec");
  const prefix = type.endsWith(":CronJob") ? "spec.jobTemplate.spec" : "spec";
  return inputs.at(`${prefix}.template.spec`);
}

/**
 * The labels of the pod.
 *
 * @param inputs Inputs of a resource of {@link WORKLOAD_TYPES}.
 * @param type Its type token.
 */
export function podLabelsOf(inputs: Reader, type: string): Reader {
  if (type.endsWith(":Pod")) return inputs.at("metadata.labels");
  const prefix = type.endsWith(":CronJob") ? "spec.jobTemplate.spec" : "spec";
  return inputs.at(`${prefix}.template.metadata.labels`);
}

/**
 * Every container of a pod, those that run before it included.
 *
 * @param pod A pod's `spec`.
 */
export function containersOf(pod: Reader): readonly Reader[] {
  return ["initContainers", "containers"].flatMap((key) => pod.list(key).entries);
}
