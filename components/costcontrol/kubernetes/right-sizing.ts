/**
 * Recommendations for each workload: what its pods should ask for, by what they used. Nothing is
 * changed by them; people read them in the object's status and change the plan.
 */
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { WorkloadPlan } from "../../../plan/cell";
import { VPA } from "../../../plan/operators/vpa";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { releaseOf } from "../../compute/kubernetes/operators";
import type { ClusterOutputs, Placement, Where } from "../../contract";
import { customResource, type SpecInputs } from "../../custom-resources/resource";

/**
 * The recommendation for one workload. `Off` is what lets it stand beside the seed's autoscaler:
 * both would move the same pods.
 *
 * @param plan The workload.
 */
export function recommendation({ name }: WorkloadPlan): SpecInputs<"VerticalPodAutoscaler"> {
  return {
    targetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
    updatePolicy: { updateMode: "Off" },
  };
}

/** What the recommendations are made on. */
export interface RightSizingArgs extends Placement {
  readonly cluster: ClusterOutputs;
}

/** One recommendation for each workload of the platform. */
export class RightSizing extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args The cell, the site and its cluster.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: RightSizingArgs, opts: ComponentResourceOptions) {
    super("platform:costcontrol:RightSizing", name, {}, opts);
    const { cluster, cell, site } = args;
    const where: Where = { cell, site, parent: this, name };
    const kinds = releaseOf(cluster.operators, VPA);
    const { namespace, workloads } = site.compute;
    for (const plan of workloads) {
      customResource(
        "VerticalPodAutoscaler",
        objectName(where, plan.name),
        {
          metadata: {
            name: plan.name,
            namespace: cluster.foundation.namespaces.get(namespace)?.metadata.name ?? namespace,
          },
          spec: recommendation(plan),
        },
        objectOptions(where, [kinds]),
      );
    }
    this.registerOutputs({ workloads: workloads.map((plan) => plan.name) });
  }
}
