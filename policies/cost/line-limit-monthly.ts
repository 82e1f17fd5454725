/** The ceilings of the lines of the bill. */
import { LINES, type Line } from "../../analysis/cost";
import type { Context, Finding } from "../frame/policy";
import { stackPolicy } from "../frame/policy";
import type { Stack } from "../frame/policy";
import { violation } from "../frame/verdict";
import { PRICED_TYPES, overCeiling } from "./budget";

/** The line of a name as the budget spells it; case does not matter. */
function lineNamed(name: string): Line | undefined {
  return LINES.find((line) => line.toLowerCase() === name.toLowerCase());
}

/** Judges one line's ceiling. */
function judgeLine(
  stack: Stack,
  context: Context,
  ceiling: { readonly name: string; readonly ceilingUsd: number },
): readonly Finding[] {
  const { name, ceilingUsd } = ceiling;
  const key = `podcast-platform:budget.lines.${name}`;
  const line = lineNamed(name);
  if (line === undefined) {
    const message = `${key} names no line of the bill; use one of ${LINES.join(", ")}.`;
    return [{ verdict: violation(`budget.lines.${name}`, message) }];
  }
  const measure = { kind: "line", line } as const;
  const limit = { measure, ceilingUsd, subject: `the line ${line} costs`, key };
  const message = overCeiling(stack.resources, limit, context);
  return message === undefined ? [] : [{ verdict: violation(`budget.lines.${name}`, message) }];
}

/** Each line that the budget names stays within its ceiling. Lines: seed, "Cost Estimates". */
export const costLineLimitMonthly = stackPolicy({
  name: "cost-line-limit-monthly",
  description: "Each line of the bill costs no more a month than the budget of that line.",
  types: PRICED_TYPES,
  frameworks: ["SOC 2 CC3.2"],
  example: { good: "Redis costs 70 of 100", bad: "Redis costs 120 of 100" },
  judge: (stack, context) =>
    Object.entries(context.settings.budget?.lines ?? {}).flatMap(([name, ceilingUsd]) =>
      judgeLine(stack, context, { name, ceilingUsd }),
    ),
});
