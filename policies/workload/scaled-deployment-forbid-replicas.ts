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

/** A workload by kind, name and namespace. */
interface Identity {
  readonly kind: string;
  readonly name: string;
  /** Undefined where it is not known yet. */
  readonly namespace: string | undefined;
  /** What an unknown namespace comes from. */
  readonly sources: readonly string[];
}

interface Target {
  readonly workload?: Identity;
  /** What an unknown name comes from. */
  readonly urns: readonly string[];
}

function targetOf(scaler: ResourceView): Target {
  const target = new Reader(scaler.inputs).at(TARGETS[scaler.type] ?? "");
  const name = target.at("name");
  if (name.isUnknown) return { urns: scaler.dependencies.spec ?? [] };
  const workload = identity(scaler, target.text("kind", "Deployment").value ?? "", name.value);
  return workload === undefined ? { urns: [] } : { workload, urns: [] };
}

function identity(view: ResourceView, kind: string, name: Value | undefined): Identity | undefined {
  if (typeof name !== "string") return undefined;
  const namespace = new Reader(view.inputs).text("metadata.namespace", "default").value;
  return { kind, name, namespace, sources: view.dependencies.metadata ?? [] };
}

/** Namespaces that are not known yet are one unless they come from different resources. */
function isSame(one: Identity, other: Identity): boolean {
  if (one.kind !== other.kind || one.name !== other.name) return false;
  if (one.namespace !== undefined && other.namespace !== undefined) {
    return one.namespace === other.namespace;
  }
  const traced = one.sources.length > 0 && other.sources.length > 0;
  return !traced || one.sources.some((urn) => other.sources.includes(urn));
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
        return byUrn ||
          (own !== undefined &&
            scaled.some(({ workload }) => workload !== undefined && isSame(workload, own)))
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
