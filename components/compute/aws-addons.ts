/** Add-ons that EKS manages, each at the version of the plan. */
import { Addon, type Cluster } from "@pulumi/aws/eks";
import type { ComponentResource, Resource } from "@pulumi/pulumi";
import type { AddonPlan } from "../../plan/cell";
import { logicalName } from "../../plan/names";

/** Which add-on, in which cluster, after what. */
export interface AddonArgs {
  readonly cluster: Cluster;
  readonly plan: AddonPlan;
  readonly after: readonly Resource[];
}

/**
 * Installs one add-on.
 *
 * @param parent The compute component.
 * @param name Its logical name.
 * @param args Which add-on, in which cluster, after what.
 */
export function addon(parent: ComponentResource, name: string, args: AddonArgs): Addon {
  const { plan, cluster } = args;
  const values = Object.keys(plan.values).length > 0;
  return new Addon(
    logicalName(name, plan.name),
    {
      clusterName: cluster.name,
      addonName: plan.name,
      addonVersion: plan.version,
      // Ours wins over what was changed by hand.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(values ? { configurationValues: JSON.stringify(plan.values) } : {}),
    },
    { parent, dependsOn: [...args.after] },
  );
}
