/** What people and pipelines may do inside the cluster. */
import { Role, RoleBinding } from "@pulumi/kubernetes/rbac/v1";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { GROUPS, type GroupPlan } from "../../../plan/identity/access";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import type { ClusterOutputs, Placement, Where } from "../../contract";

const RBAC = "rbac.authorization.k8s.io";

/** Where the groups get their rights. */
export interface ClusterAccessArgs extends Placement {
  readonly cluster: ClusterOutputs;
}

/** A Role for each group of the plan, in the application's namespace and nowhere else. */
export class ClusterAccess extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args Where the groups get their rights.
   * @param opts The cluster's provider, and transformations.
   * @throws Error if the cluster has no namespace of the application.
   */
  constructor(name: string, args: ClusterAccessArgs, opts: ComponentResourceOptions) {
    super("platform:identity:ClusterAccess", name, {}, opts);
    const { cell, site, cluster } = args;
    const where: Where = { cell, site, parent: this, name };
    const namespace = cluster.foundation.namespaces.get(site.compute.namespace);
    if (namespace === undefined) throw new Error(`no namespace ${site.compute.namespace}`);
    for (const [key, group] of Object.entries(GROUPS)) {
      rights(where, { key, group, namespace: namespace.metadata.name });
    }
    this.registerOutputs({ groups: Object.values(GROUPS).map(({ group }) => group) });
  }
}

function rights(
  where: Where,
  args: {
    readonly key: string;
    readonly group: GroupPlan;
    readonly namespace: Input<string>;
  },
): void {
  const { key, group, namespace } = args;
  const metadata = { name: key, namespace };
  const role = new Role(
    objectName(where, key),
    {
      metadata,
      rules: group.rules.map(({ apiGroups, resources, verbs }) => ({
        apiGroups: [...apiGroups],
        resources: [...resources],
        verbs: [...verbs],
      })),
    },
    objectOptions(where),
  );
  new RoleBinding(
    objectName(where, key),
    {
      metadata,
      roleRef: { apiGroup: RBAC, kind: "Role", name: role.metadata.name },
      subjects: [{ apiGroup: RBAC, kind: "Group", name: group.group }],
    },
    objectOptions(where),
  );
}
