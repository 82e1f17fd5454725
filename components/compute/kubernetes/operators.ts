/** Operators of others, as pinned Helm releases: they bring the kinds that our objects are of. */
import { Release, type ReleaseArgs } from "@pulumi/kubernetes/helm/v3";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import type { OperatorPlan } from "../../../plan/cell";
import type { Placement, Where } from "../../contract";
import type { ClusterFoundation } from "./cluster-foundation";
import { objectName, objectOptions } from "./ground";

/** Time for images to be pulled onto fresh nodes. */
const TIMEOUT_SECONDS = 600;

/** Where a release goes, and after what. */
export interface OperatorArgs {
  readonly plan: OperatorPlan;
  /** Its namespace; undefined where it is the vendor's own. */
  readonly namespace: Input<string> | undefined;
  /** Its nodes, its identity in the cloud, the policies of its namespace, operators it needs. */
  readonly after: readonly Resource[];
}

/** An OCI chart is named whole; another is looked up in its repository. */
function chartOf(plan: OperatorPlan): Pick<ReleaseArgs, "chart" | "repositoryOpts"> {
  if (plan.repository.startsWith("oci://")) return { chart: `${plan.repository}/${plan.chart}` };
  return { chart: plan.chart, repositoryOpts: { repo: plan.repository } };
}

/**
 * Installs one release and waits until it runs, since an operator's webhooks judge what comes next.
 *
 * @param where The component that owns it.
 * @param args Which, where to, and after what.
 */
export function operator(where: Where, args: OperatorArgs): Release {
  const { plan, namespace } = args;
  return new Release(
    objectName(where, plan.name),
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
    objectOptions(where, args.after),
  );
}

/** What the operators of a cluster are made from. */
export interface OperatorsArgs extends Placement {
  readonly foundation: ClusterFoundation;
  /** Nodes and add-ons without which no pod becomes ready. */
  readonly nodes: readonly Resource[];
  /** What an operator needs from the cloud, by its name. */
  readonly identityOf: (operator: string) => readonly Resource[];
}

/** All operators of a cluster, in the order of the plan: each may need those before it. */
export class Operators extends ComponentResource {
  /** Releases by name. */
  readonly releases: ReadonlyMap<string, Release>;

  /**
   * @param name Logical name.
   * @param args What the operators are made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: OperatorsArgs, opts: ComponentResourceOptions) {
    super("platform:compute:Operators", name, {}, opts);
    const where: Where = { cell: args.cell, site: args.site, parent: this, name };
    const releases = new Map<string, Release>();
    for (const plan of args.site.compute.operators) {
      const namespace = args.foundation.namespaces.get(plan.namespace)?.metadata.name;
      const needs = (plan.needs ?? []).map((other) => releaseOf(releases, other));
      const after = [
        ...args.nodes,
        ...args.foundation.ready,
        ...args.identityOf(plan.name),
        ...needs,
      ];
      releases.set(plan.name, operator(where, { plan, namespace, after }));
    }
    this.releases = releases;
    this.registerOutputs({ operators: [...releases.keys()] });
  }
}

/**
 * The release that brings the kinds of some objects.
 *
 * @param releases All releases by name.
 * @param name The operator.
 * @throws Error if the plan has no such operator.
 */
export function releaseOf(releases: ReadonlyMap<string, Release>, name: string): Release {
  const release = releases.get(name);
  if (release === undefined) {
    throw new Error(`operators has no ${name}, got ${[...releases.keys()].join(", ")}`);
  }
  return release;
}
