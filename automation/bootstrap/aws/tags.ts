/** Standard tags for what the bootstrap makes, so that bills and policies read it like the cell. */
import type { ResourceTransformation } from "@pulumi/pulumi";
import { isTaggable } from "../../../facts/resource-types";
import { TAG } from "../../../facts/tags";
import type { BootstrapPlan } from "../../../plan/bootstrap";

/**
 * @param plan The plan, whose tags every resource carries.
 */
export function standardTags(plan: BootstrapPlan): ResourceTransformation {
  return ({ type, props, opts }) => {
    const own: unknown = props;
    const given = typeof own === "object" && own !== null ? own : {};
    if (!isTaggable(type)) return { props: given, opts };
    const tags = {
      ...plan.tags,
      [TAG.component]: "bootstrap",
      [TAG.dataClass]: "internal",
      ...("tags" in given && typeof given.tags === "object" ? given.tags : {}),
    };
    return { props: { ...given, tags }, opts };
  };
}
