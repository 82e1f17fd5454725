/** The marker of the active site: the one truth of who may write, in the standby region. */
import { Parameter } from "@pulumi/aws/ssm";
import type { SiteMarker } from "../../plan/site";
import type { Where } from "../contract";
import { isProtected } from "../lifetime";

/**
 * Name of the marker's parameter.
 *
 * @param where The cell.
 */
export function markerName({ cell }: Pick<Where, "cell">): string {
  return `/podcast/${cell.stack}/site`;
}

/**
 * ARN of the marker's parameter, known at preview.
 *
 * @param where The cell and the standby site.
 */
export function markerArn(where: Where): string {
  const { cell, site } = where;
  return `arn:aws:ssm:${site.region}:${cell.accountId}:parameter${markerName(where)}`;
}

/**
 * Makes the marker. Transitions write it afterwards, and the program never corrects it.
 * Price: none for a standard parameter (AWS Systems Manager pricing).
 *
 * @param where The component that owns it, in the standby region.
 * @param marker What it says at first.
 */
export function siteMarker(where: Where, marker: SiteMarker): Parameter {
  return new Parameter(
    `${where.name}-marker`,
    {
      name: markerName(where),
      description: "The active site; whoever writes data reads it first",
      type: "String",
      tier: "Standard",
      value: JSON.stringify(marker),
    },
    { parent: where.parent, protect: isProtected(where.cell), ignoreChanges: ["value"] },
  );
}
