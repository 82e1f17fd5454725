/** The ceiling of what autoscaling may buy without anyone asking. */
import { estimateCost } from "../../analysis/cost";
import { stackPolicy } from "../frame/policy";
import { violation } from "../frame/verdict";
import { MAXIMUM_FACTOR, PRICED_TYPES, estimateOptions, overCeiling, shared, usd } from "./budget";

/**
 * With every group at its largest size and every store at its largest volume, the stack still
 * costs at most twice its budget: a runaway loop or an attack must not cost more than that.
 */
export const costAutoscalingLimitMaximum = stackPolicy({
  name: "cost-autoscaling-limit-maximum",
  description: "With all autoscaling limits reached the stack costs at most twice its budget.",
  types: PRICED_TYPES,
  frameworks: ["SOC 2 CC3.2", "SOC 2 A1.1"],
  example: { good: "scalingConfig.maxSize: 6", bad: "scalingConfig.maxSize: 60" },
  judge: (stack, context) => {
    const { budget } = context.settings;
    if (budget === undefined) return [];
    const message = overCeiling(
      stack.resources,
      {
        measure: { kind: "maximum", share: shared(context) },
        ceilingUsd: budget.monthlyUsd * MAXIMUM_FACTOR,
        subject: "with every autoscaling limit reached the stack costs",
        key: `${MAXIMUM_FACTOR} x podcast-platform:budget.monthlyUsd`,
      },
      context,
    );
    return message === undefined ? [] : [{ verdict: violation("budget.monthlyUsd", message) }];
  },
  judgeResource: (_inputs, { view, context }) => {
    const { budget } = context.settings;
    if (budget === undefined) return [];
    const ceilingUsd = budget.monthlyUsd * MAXIMUM_FACTOR;
    const alone = estimateCost([view], estimateOptions(context)).maximumMonthlyUsd;
    if (alone <= ceilingUsd) return [];
    const message = `at its largest size it alone costs ${usd(alone)} a month, over ${MAXIMUM_FACTOR} x podcast-platform:budget.monthlyUsd (${usd(ceilingUsd)}); lower its limits.`;
    return violation("", message);
  },
});
