/**
 * What the nodes cost, as soon as they cost it. The account's bill is hours late and has alarms of
 * its own (budgets); these see an autoscaler that runs away.
 */
import { ALERTS, YEAR1_MONTHLY_USD, YEAR1_TOTAL_MONTHLY_USD } from "../../../facts/seed";
import { OTHER_METRICS } from "../metrics";
import type { AlertRule, RuleGroup } from "./rule";

/** Hours that a month is billed for. Source: AWS Pricing Calculator, "730 hours a month". */
const HOURS_PER_MONTH = 730;

/** Recorded series: what the nodes of now would cost in a month. */
export const NODES_MONTHLY_USD = "cluster:nodes_monthly_usd";

/**
 * The part of a cell's budget that compute may take where the configuration gives it none: the
 * seed's own part.
 *
 * @param monthlyUsd Budget of the cell.
 */
export function computeBudgetUsd(monthlyUsd: number): number {
  return Math.round((monthlyUsd * YEAR1_MONTHLY_USD.Compute) / YEAR1_TOTAL_MONTHLY_USD);
}

function over(percent: number, budgetUsd: number): string {
  return `${NODES_MONTHLY_USD} / ${budgetUsd} > ${percent / 100}`;
}

/**
 * Alerts on the budget of compute.
 *
 * @param budgetUsd Dollars a month that the nodes may cost.
 */
export function costRules(budgetUsd: number): RuleGroup {
  const alerts: readonly AlertRule[] = [
    {
      alert: "CostOverBudget",
      kind: "cost",
      severity: "critical",
      expr: over(ALERTS.critical.budgetPercent, budgetUsd),
      for: "30m",
      summary: `At this rate the nodes cost more than their budget of ${budgetUsd} dollars a month`,
      source: "seed, Critical Alerts: Cost threshold exceeded (> 100% budget)",
    },
    {
      alert: "CostNearBudget",
      kind: "cost",
      severity: "warning",
      expr: over(ALERTS.warning.budgetPercent, budgetUsd),
      for: "30m",
      summary: `At this rate the nodes cost over 80 % of their budget of ${budgetUsd} dollars a month`,
      source: "seed, Warning Alerts: Cost threshold (> 80% budget)",
    },
  ];
  return {
    name: "cost",
    recordings: [
      {
        record: NODES_MONTHLY_USD,
        expr: `sum(${OTHER_METRICS.nodeCost}) * ${HOURS_PER_MONTH}`,
        meaning: "what the nodes of now would cost in a month",
      },
    ],
    alerts,
  };
}
