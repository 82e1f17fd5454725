/** Names that the vendors see, for whatever belongs to one site of a cell. */
import type { CellPlan, SitePlan } from "../plan/cell";
import { type NameKind, physicalName } from "../plan/names";
import type { Placement } from "./contract";

/** First part of each name, so that the platform's things stand together in a console. */
export const PREFIX = "podcast";

/** The cell, and which of its sites: all that a name needs to know. */
export interface Place {
  readonly cell: CellPlan;
  readonly site: Pick<SitePlan, "role">;
}

/**
 * The physical name of something in a site. The site is part of it, since names of roles are one
 * per account and the two sites of a cell share the account.
 *
 * @param kind What is named; decides the length.
 * @param placement The cell and the site.
 * @param parts What it is, from the widest meaning.
 */
export function siteName(kind: NameKind, placement: Place, ...parts: readonly string[]): string {
  return physicalName(kind, [PREFIX, placement.cell.stack, placement.site.role, ...parts]);
}

/**
 * The physical name of something in a site that holds data: its generation ends it.
 *
 * @param kind What is named; decides the length.
 * @param placement The cell and the site, whose data plan has the generation.
 * @param parts What it is, from the widest meaning.
 */
export function generationName(
  kind: NameKind,
  placement: Placement,
  ...parts: readonly string[]
): string {
  const { cell, site } = placement;
  return physicalName(kind, [PREFIX, cell.stack, site.role, ...parts], site.data.generation);
}
