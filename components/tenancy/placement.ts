/** The cell as one enterprise tenant sees it: its own database, its own nodes, its own names. */
import { TAG } from "../../facts/tags";
import type { EnterpriseTenantPlan } from "../../plan/tenancy";
import type { Placement } from "../contract";

/**
 * The cell and the site of one tenant. Whatever is built from it is named, tagged and sized for
 * the tenant, so that the components of the shared platform build the tenant's own as well.
 *
 * @param placement The cell and the site that the tenant lives in.
 * @param tenant The tenant.
 */
export function tenantPlacement(
  { cell, site }: Placement,
  tenant: EnterpriseTenantPlan,
): Placement {
  return {
    cell: {
      ...cell,
      // The stack is the first part of every name that the vendors see.
      stack: `${cell.stack}-tenant-${tenant.name}`,
      tags: { ...cell.tags, [TAG.tenant]: tenant.name },
    },
    site: {
      ...site,
      network: tenant.dataNetwork,
      data: tenant.data,
      compute: {
        ...site.compute,
        namespace: tenant.namespace,
        nodePools: [tenant.pool],
        workloads: tenant.workloads,
      },
    },
  };
}
