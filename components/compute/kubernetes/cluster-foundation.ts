/** What a cluster gets before its first node: namespaces, who may talk to whom, volumes. */
import type { Namespace } from "@pulumi/kubernetes/core/v1";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import type { Placement } from "../../contract";
import { expendableStorageClass, namespaceOf, priorityClass, storageClass } from "./foundation";
import { SYSTEM_NAMESPACE, type VolumeDriver, type Where } from "./ground";
import { applicationPolicies, operatorPolicies, systemPolicy } from "./network-policies";

/** What the foundation is made from. */
export interface ClusterFoundationArgs extends Placement {
  readonly volumes: VolumeDriver;
}

/** Everything in it exists without a running pod. */
export class ClusterFoundation extends ComponentResource {
  /** Namespaces by name. */
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** What a pod comes after: a pod that is faster than its policies talks to nobody, or to all. */
  readonly ready: readonly Resource[];
  /** What the vendor's add-ons come after. */
  readonly readyForAddons: readonly Resource[];

  /**
   * @param name Logical name.
   * @param args What the foundation is made from.
   * @param opts The cluster's provider, and transformations.
   */
  constructor(name: string, args: ClusterFoundationArgs, opts: ComponentResourceOptions) {
    super("platform:compute:ClusterFoundation", name, {}, opts);
    const where: Where = { cell: args.cell, site: args.site, parent: this, name };
    const priorities = [priorityClass(where, "serving"), priorityClass(where, "background")];
    storageClass(where, args.volumes);
    const expendable =
      args.site.observability.monitoring === undefined
        ? []
        : [expendableStorageClass(where, args.volumes)];
    this.namespaces = this.allNamespaces(where);
    this.readyForAddons = [systemPolicy(where)];
    this.ready = [...priorities, ...expendable, ...this.policies(where)];
    this.registerOutputs({ namespaces: [...this.namespaces.keys()] });
  }

  private allNamespaces(where: Where): ReadonlyMap<string, Namespace> {
    const { namespace, operators } = where.site.compute;
    const names = new Set([namespace, ...operators.map((operator) => operator.namespace)]);
    names.delete(SYSTEM_NAMESPACE);
    return new Map([...names].map((each) => [each, namespaceOf(where, each)]));
  }

  private policies(where: Where): readonly Resource[] {
    const { namespace, operators } = where.site.compute;
    return [...this.namespaces].flatMap(([key, { metadata }]) => {
      const ref = { key, name: metadata.name };
      if (key === namespace) return applicationPolicies(where, ref);
      return operatorPolicies(
        where,
        ref,
        operators.filter((o) => o.namespace === key),
      );
    });
  }
}
