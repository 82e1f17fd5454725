/** Operators of others, as pinned Helm releases: they bring the kinds that our objects are of. */
import { Release, type ReleaseArgs } from "@pulumi/kubernetes/helm/v3";
import type { Input, Resource } from "@pulumi/pulumi";
import type { OperatorPlan } from "../../../plan/cell";
import { type Ground, objectName, objectOptions } from "./ground";

/** Time for images to be pulled onto fresh nodes. */
const TIMEOUT_SECONDS = 600;

/** Where an operator goes, and after what. */
export interface OperatorArgs {
  readonly plan: OperatorPlan;
  /** Its namespace; undefined where it is the vendor's own. */
  readonly namespace: Input<string> | undefined;
  /** Its identity in the cloud, and the policies of its namespace. */
  readonly after: readonly Resource[];
}

/** An OCI chart is named whole; another is looked up in its repository. */
function chartOf(plan: OperatorPlan): Pick<ReleaseArgs, "chart" | "repositoryOpts"> {
  if (plan.repository.startsWith("oci://")) return { chart: `${plan.repository}/${plan.chart}` };
  return { chart: plan.chart, repositoryOpts: { repo: plan.repository } };
}

/**
 * Installs one operator and waits until it runs, since its webhooks judge what comes next.
 *
 * @param ground Where.
 * @param args Which, and after what.
 */
export function operator(ground: Ground, args: OperatorArgs): Release {
  const { plan, namespace } = args;
  return new Release(
    objectName(ground, plan.name),
    {
      name: plan.name,
      ...chartOf(plan),
      version: plan.version,
      namespace: namespace ?? plan.namespace,
      createNamespace: false,
      values: { ...plan.values },
      atomic: true,
      timeout: TIMEOUT_SECONDS,
    },
    objectOptions(ground, [...ground.nodes, ...args.after]),
  );
}
