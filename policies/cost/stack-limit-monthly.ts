/** The ceiling of a stack. */
import { stackPolicy } from "../frame/policy";
import { violation } from "../frame/verdict";
import { PRICED_TYPES, overCeiling, shared } from "./budget";

/**
 * The sum of list prices at the desired sizes stays within the stack's budget.
 * What belongs to one enterprise tenant alone counts against that tenant's ceiling instead.
 * Prices: facts/prices; nothing that has no price is counted, the message then says "at least".
 */
export const costStackLimitMonthly = stackPolicy({
  name: "cost-stack-limit-monthly",
  description: "The stack costs no more a month than its budget allows.",
  types: PRICED_TYPES,
  frameworks: ["SOC 2 CC3.2"],
  example: { good: "the sum is below budget.monthlyUsd", bad: "a database four sizes up" },
  judge: (stack, context) => {
    const { budget } = context.settings;
    // A missing budget is reported once, by the guard of the pack's settings.
    if (budget === undefined) return [];
    const message = overCeiling(
      stack.resources,
      {
        measure: { kind: "monthly", share: shared(context) },
        ceilingUsd: budget.monthlyUsd,
        subject: "the stack costs",
        key: "podcast-platform:budget.monthlyUsd",
      },
      context,
    );
    return message === undefined ? [] : [{ verdict: violation("budget.monthlyUsd", message) }];
  },
});
