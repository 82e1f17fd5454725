/**
 * Control of cost on AWS: budgets and the detection of anomalies, which the account has once and
 * which therefore need an account of the cell's own, and the daily clean-up of what is idle.
 */
import { Budget } from "@pulumi/aws/budgets";
import { AnomalyMonitor, AnomalySubscription } from "@pulumi/aws/costexplorer";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { ALERTS } from "../../facts/seed";
import type { BudgetPlan } from "../../plan/costcontrol/budgets";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Placement } from "../contract";
import { AwsFunction } from "../functions/aws";
import { onSchedule } from "../functions/triggers";
import { siteName } from "../naming";
import { cleanupStatements } from "./statements";

/** What the control of cost is made from. */
export interface AwsCostControlArgs extends Placement {
  readonly keys: KeyOutputs;
  /**
   * Topics of alerts. Their policies admit budgets.amazonaws.com and costalerts.amazonaws.com, and
   * so does that of their key, which is the one of logs.
   * Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget
   * notifications" and "… for anomaly notifications".
   */
  readonly topics: Readonly<Record<"critical" | "warning", Input<string>>>;
}

/**
 * Budgets without actions and anomaly detection cost nothing.
 * Price: facts/prices, `budgets`; of the function, see components/functions/aws.ts.
 */
export class AwsCostControl extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args The cell, the site, its keys and the topics of alerts.
   * @param opts Providers and transformations.
   */
  constructor(
    private readonly name: string,
    private readonly args: AwsCostControlArgs,
    opts: ComponentResourceOptions,
  ) {
    super("platform:costcontrol:AwsCostControl", name, {}, opts);
    for (const budget of args.cell.costControl.budgets) this.budget(budget);
    this.anomalies();
    this.idleCleanup();
    this.registerOutputs({ budgets: args.cell.costControl.budgets.map(({ key }) => key) });
  }

  private budget(plan: BudgetPlan): Budget {
    const { cell, topics } = this.args;
    const { emails } = cell.costControl;
    const byMail = emails.length === 0 ? {} : { subscriberEmailAddresses: [...emails] };
    const topicOf = (threshold: number): Input<string> =>
      threshold < ALERTS.critical.budgetPercent ? topics.warning : topics.critical;
    return new Budget(
      logicalName(this.name, plan.key),
      {
        name: siteName("budget", this.args, plan.key),
        accountId: cell.accountId,
        budgetType: "COST",
        timeUnit: plan.timeUnit,
        limitAmount: `${plan.limitUsd}`,
        limitUnit: "USD",
        notifications: plan.alertPercentages.map((threshold) => ({
          notificationType: "ACTUAL",
          comparisonOperator: "GREATER_THAN",
          thresholdType: "PERCENTAGE",
          threshold,
          subscriberSnsTopicArns: [topicOf(threshold)],
          ...byMail,
        })),
      },
      { parent: this },
    );
  }

  /**
   * One monitor over all services, of which an account has one. Single alerts go to a topic only;
   * e-mail would be a daily summary.
   * Source: AWS Cost Management User Guide, "Getting started with AWS Cost Anomaly Detection".
   */
  private anomalies(): AnomalySubscription {
    const monitor = new AnomalyMonitor(
      logicalName(this.name, "anomalies"),
      {
        name: siteName("budget", this.args, "services"),
        monitorType: "DIMENSIONAL",
        monitorDimension: "SERVICE",
      },
      { parent: this },
    );
    return new AnomalySubscription(
      logicalName(this.name, "anomalies"),
      {
        name: siteName("budget", this.args, "anomalies"),
        frequency: "IMMEDIATE",
        monitorArnLists: [monitor.arn],
        subscribers: [{ type: "SNS", address: this.args.topics.warning }],
        thresholdExpression: {
          dimension: {
            key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            matchOptions: ["GREATER_THAN_OR_EQUAL"],
            values: [`${this.args.cell.costControl.anomalyUsd}`],
          },
        },
      },
      { parent: this },
    );
  }

  private idleCleanup(): void {
    const { cell, site, keys, topics } = this.args;
    const { idle } = cell.costControl;
    const made = new AwsFunction(
      { parent: this, name: this.name, cell, site, keys },
      {
        code: "idle-cleanup",
        environment: {
          IDLE_HOURS: `${idle.idleHours}`,
          OURS: idle.ours.map(({ key, value }) => `${key}=${value}`).join(","),
          TOPIC_ARN: topics.warning,
        },
        statements: cleanupStatements({
          accountId: cell.accountId,
          region: site.region,
          idle,
          topicArn: topics.warning,
          topicKeyArn: keys.logs,
        }),
        alarmTopicArn: topics.warning,
      },
    );
    onSchedule(made, {
      key: "daily",
      expression: idle.schedule,
      description: `Ends what has been idle for ${idle.idleHours} hours`,
      input: { dryRun: !idle.ends },
    });
  }
}
