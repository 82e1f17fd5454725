/** Wires the watch of a site: the part outside of its cluster, and the part within. */
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { ClusterOutputs, KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { AwsObservability } from "./aws";
import { ClusterObservability } from "./kubernetes/observability";

/** What the watch is made from. */
export interface ObservabilityArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
  readonly cluster: ClusterOutputs;
}

/**
 * Builds the watch of a site on AWS.
 *
 * @param args The cell, the site, and what is watched.
 * @param opts Providers, that of the cluster among them, and transformations.
 * @returns Topics, logs and receivers, for whoever hands alerts on.
 */
export function buildObservability(
  args: ObservabilityArgs,
  opts: ComponentResourceOptions,
): AwsObservability {
  const { cell, site, keys, network, cluster } = args;
  const outside = new AwsObservability(
    logicalName(site.role, "observability"),
    { cell, site, keys, network },
    opts,
  );
  const { monitoring: plan } = site.observability;
  const { logs, receivers } = outside;
  if (plan !== undefined && logs !== undefined && receivers !== undefined) {
    new ClusterObservability(
      logicalName(site.role, "monitoring"),
      { cell, site, keys, cluster, plan, logs, receivers },
      opts,
    );
  }
  return outside;
}
