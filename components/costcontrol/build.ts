/** Wires the control of cost: the account's part, and the part within the cluster. */
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { ClusterOutputs } from "../contract";
import { AwsCostControl, type AwsCostControlArgs } from "./aws";
import { RightSizing } from "./kubernetes/right-sizing";

/** What the control of cost is made from. */
export interface CostControlArgs extends AwsCostControlArgs {
  readonly cluster: ClusterOutputs;
}

/**
 * Builds the control of cost on AWS. What each namespace costs is measured by an operator
 * (plan/operators/opencost.ts).
 *
 * @param args The site, its keys, its topics and its cluster.
 * @param opts Providers, that of the cluster among them, and transformations.
 */
export function buildCostControl(args: CostControlArgs, opts: ComponentResourceOptions): void {
  const { cell, site } = args;
  new AwsCostControl(logicalName(site.role, "costcontrol"), args, opts);
  if (cell.costControl.rightSizing) {
    new RightSizing(logicalName(site.role, "right-sizing"), args, opts);
  }
}
