/** What the tenancy pack is told by its Job. */
import type { Placement } from "../../contract";

/** Role under which the pooler connects for the workloads (runtime/sql/tenancy, 010_roles.sql). */
export const APPLICATION_ROLE = "podcast_app";

/** Role that runs the life of tenants: create, move, export, erase. */
export const TENANCY_ROLE = "app_tenancy";

/** Role that measures usage and ships events. */
export const OUTBOX_ROLE = "app_scheduler";

/**
 * Settings of the Job's session. Source: runtime/sql/README.md.
 *
 * @param placement The cell and the site.
 */
export function packSettings({ cell, site }: Placement): Readonly<Record<string, string>> {
  return {
    "platform.residency": cell.residency,
    "platform.schema_cap": String(site.tenancy.schemaCap),
    "platform.erasure_grace_days": String(site.tenancy.erasureGraceDays),
  };
}
