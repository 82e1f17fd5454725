/** A workload under an autoscaler states no number of replicas. */
import { stackPolicy } from "../frame/policy";
import type { ResourceView } from "../../analysis/resource";
import type { Value } from "../../facts/values";
import { Reader } from "../frame/reader";
import { violation } from "../frame/verdict";

/** Autoscalers, and where each names its target. */
const TARGETS: Readonly<Record<string, string>> = {
  "kubernetes:autoscaling/v1:HorizontalPodAutoscaler": "spec.scaleTargetRef",
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": "spec.scaleTargetRef",
  "kubernetes:keda.sh/v1alpha1:ScaledObject": "spec.scaleTargetRef",
};

interface Target {
  readonly name?: string;
  /** What an unknown name comes from. */
  readonly urns: readonly string[];
}

function targetOf(scaler: ResourceView): Target {
  const target = new Reader(scaler.inputs).at(TARGETS[scaler.type] ?? "");
  const name = target.at("name");
  if (name.isUnknown) return { urns: scaler.dependencies.spec ?? [] };
  const found = identity(scaler, target.text("kind", "Deployment").value ?? "", name.value);
  return found === undefined ? { urns: [] } : { name: found, urns: [] };
}

function identity(view: ResourceView, kind: string, name: Value | undefined): string | undefined {
  const namespace =
    new Reader(view.inputs).text("metadata.namespace", "default").value ?? "(unknown)";
  return typeof name === "string" ? `${kind}/${namespace}/${name}` : undefined;
}

/**
 * Each update would undo what the autoscaler decided. Source: Kubernetes documentation,
 * "Horizontal Pod Autoscaling", Migrating Deployments; KEDA makes an autoscaler for a
 * ScaledObject.
 */
export const workloadScaledDeploymentForbidReplicas = stackPolicy({
  name: "workload-scaled-deployment-forbid-replicas",
  description: "A workload under an autoscaler states no number of replicas.",
  types: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  frameworks: ["SOC 2 A1.2"],
  example: { good: "replicas left out", bad: "replicas: 3 under an autoscaler" },
  judge: (stack) => {
    const scaled = stack.ofType(...Object.keys(TARGETS)).map((scaler) => targetOf(scaler));
    return stack
      .ofType("kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet")
      .flatMap((resource) => {
        const inputs = new Reader(resource.inputs);
        if (inputs.at("spec.replicas").isAbsent) return [];
        const own = identity(
          resource,
          resource.type.split(":").at(-1) ?? "",
          inputs.at("metadata.name").value,
        );
        const byUrn = scaled.some(({ urns }) => urns.includes(resource.urn));
        return byUrn || scaled.some(({ name }) => name !== undefined && name === own)
          ? [
              {
                resource,
                verdict: violation(
                  "spec.replicas",
                  "spec.replicas is set although an autoscaler decides it; remove it.",
                ),
              },
            ]
          : [];
      });
  },
});
