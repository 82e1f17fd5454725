/** Budgets: the account's alarms of the seed, and the cell's own ceiling. */
import { ACCOUNT_BUDGET_USD, BUDGET_ALERT_PERCENTAGES } from "../../facts/seed";

/** One budget, on actual cost. */
export interface BudgetPlan {
  /** Whose it is; part of its name. */
  readonly key: "account-monthly" | "account-daily" | "cell-monthly" | "cell-daily";
  readonly limitUsd: number;
  /** A budget of a day forecasts nothing, and neither do we for a month: the seed asks for cost. */
  readonly timeUnit: "MONTHLY" | "DAILY";
  readonly alertPercentages: readonly number[];
}

/** What the budgets depend on. */
export interface BudgetsArgs {
  readonly monthlyUsd: number;
  readonly dailyUsd: number;
  readonly alertPercentages: readonly number[];
}

/**
 * The budgets of a cell, whose account is its own: those of the account do not know the cell's
 * size, and those of the cell are its ceiling.
 *
 * @param args The cell's ceiling, as configured.
 */
export function planBudgets(args: BudgetsArgs): readonly BudgetPlan[] {
  const { monthlyUsd, dailyUsd, alertPercentages } = args;
  const seed = { alertPercentages: BUDGET_ALERT_PERCENTAGES };
  return [
    { key: "account-monthly", limitUsd: ACCOUNT_BUDGET_USD.monthly, timeUnit: "MONTHLY", ...seed },
    { key: "account-daily", limitUsd: ACCOUNT_BUDGET_USD.daily, timeUnit: "DAILY", ...seed },
    { key: "cell-monthly", limitUsd: monthlyUsd, timeUnit: "MONTHLY", alertPercentages },
    { key: "cell-daily", limitUsd: dailyUsd, timeUnit: "DAILY", alertPercentages },
  ];
}
