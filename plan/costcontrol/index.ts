/** Control of cost: budgets, anomalies, what is idle, and what asks for more than it uses. */
import type { CellConfig } from "../config/schema";
import type { Tags } from "../cell";
import type { Shape } from "../environments";
import type { Planned } from "../planned";
import { type BudgetPlan, planBudgets } from "./budgets";
import { type IdlePlan, planIdle } from "./idle";

/** Everything that controls cost in one cell. */
export interface CostControlPlan {
  readonly budgets: readonly BudgetPlan[];
  /** Who is told by e-mail, beside the topic of alerts. */
  readonly emails: readonly string[];
  /** Cost above the usual, from which on somebody is told. */
  readonly anomalyUsd: number;
  readonly idle: IdlePlan;
  /** Recommends requests for each workload, and changes none. */
  readonly rightSizing: boolean;
}

/** What the control of cost depends on. */
export interface CostControlArgs {
  readonly config: CellConfig;
  readonly shape: Shape;
  readonly tags: Tags;
  readonly clusterName: string;
}

/**
 * Share of the monthly ceiling by which a service must cost more than usual: less is told by the
 * budgets in time. Our assumption.
 */
const ANOMALY_SHARE = 0.05;

/**
 * E-mail addresses that one notification of a budget takes.
 * Source: AWS Cost Management User Guide, "Quotas and restrictions": 10 and one topic.
 */
const MAX_EMAILS = 10;

/**
 * Plans the control of cost.
 *
 * @param args The configuration and the shape of the environment.
 */
export function planCostControl(args: CostControlArgs): Planned<CostControlPlan> {
  const { config, shape, tags, clusterName } = args;
  const { budget, alerts } = config;
  const budgets = planBudgets(budget);
  const anomalyUsd = Math.max(1, Math.round(budget.monthlyUsd * ANOMALY_SHARE));
  const idle = planIdle({ tags, clusterName });
  return {
    part: {
      budgets,
      emails: alerts.emails.slice(0, MAX_EMAILS),
      anomalyUsd,
      idle,
      rightSizing: shape.observability.inCluster,
    },
    reasons: [
      {
        what: "budgets",
        choice: budgets.map(({ key, limitUsd }) => `${key} $${limitUsd}`).join(", "),
        why: "the seed's budgets are the account's alarms; the cell's ceiling is its own",
      },
      {
        what: "idle",
        choice: `ended after ${idle.idleHours} hours`,
        why: `only what carries ${idle.allowTag.key}=${idle.allowTag.value}; the rest is reported`,
      },
    ],
  };
}
