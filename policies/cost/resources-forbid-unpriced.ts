/** A ceiling holds only while the dear things have a price. */
import { estimateCost, isCostly } from "../../analysis/cost";
import { stackPolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";
import { estimateOptions } from "./budget";

/**
 * In production a resource of a type that is known to be dear must have a price, so that the sum
 * can be trusted. Cheap and unknown types never block: the estimate lists them as unpriced.
 */
export const costResourcesForbidUnpriced = stackPolicy({
  name: "cost-resources-forbid-unpriced",
  description: "In production every resource of a dear type has a price.",
  types: "all",
  frameworks: ["SOC 2 CC3.2"],
  example: {
    good: "cache.t4g.small in us-east-1",
    bad: "an OpenSearch domain, which has no price",
  },
  judge: (stack, context) => {
    if (!context.settings.production) return [];
    const { unpriced } = estimateCost(stack.resources, estimateOptions(context));
    return unpriced
      .filter(({ type }) => isCostly(type))
      .map(({ urn, reason }) => {
        const resource = stack.byUrn(urn);
        const verdict = / not (?:known|in this stack)$/.test(reason)
          ? undecided("", `its cost: ${reason}`)
          : violation(
              "",
              `it cannot be priced: ${reason}; use a size that facts/prices has, or add its price with source and date.`,
            );
        return resource === undefined ? { verdict } : { resource, verdict };
      });
  },
});
