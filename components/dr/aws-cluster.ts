/** The standby cluster at rest: a control plane, what runs on every node, and no node. */
import type { Cluster } from "@pulumi/aws/eks";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { clusterAccess } from "../compute/aws-access";
import { addon } from "../compute/aws-addons";
import { type ControlPlaneArgs, controlPlane } from "../compute/aws-cluster";
import { podIdentity } from "../compute/aws-identity";
import { nodePools } from "../compute/aws-nodes";
import type { Where } from "../contract";
import { siteName } from "../naming";

/** A node group of the cluster, by the pool of the plan. */
export interface StandbyPool {
  readonly role: string;
  readonly nodeGroupName: string;
}

/**
 * Releases and workloads are declared when the site runs: without a node they would wait until
 * they fail. Price: facts/prices, `eks` (an hour); nodes cost nothing while there are none.
 */
export class AwsStandbyCluster extends ComponentResource {
  readonly clusterName: string;
  readonly pools: readonly StandbyPool[];

  /**
   * @param name Logical name.
   * @param args The standby site, its keys and its network.
   * @param opts Provider of the standby region, and transformations.
   */
  constructor(name: string, args: ControlPlaneArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsStandbyCluster", name, {}, opts);
    const { cell, site } = args;
    const where: Where = { cell, site, parent: this, name };
    const cluster = controlPlane(this, name, args);
    // The doors stand open before anyone needs them.
    clusterAccess(this, name, { ...args, cluster });
    const daemons = this.daemons(where, args, cluster);
    nodePools(this, name, { ...args, cluster, after: daemons });
    this.clusterName = site.compute.clusterName;
    this.pools = site.compute.nodePools.map(({ role }) => ({
      role,
      nodeGroupName: siteName("eksNodeGroup", args, role),
    }));
    this.registerOutputs({ clusterName: this.clusterName });
  }

  private daemons(where: Where, args: ControlPlaneArgs, cluster: Cluster): readonly Resource[] {
    return args.site.compute.addons.map((plan) => {
      const granted = podIdentity(where, { ...args, cluster, of: plan.name });
      return addon(this, where.name, { cluster, plan, after: granted?.ready ?? [] });
    });
  }
}
