/** AWS Budgets and Cost Anomaly Detection. */
import type { Value } from "../../../facts/values";
import type { Call, Model, Rule } from "../../contract";
import { firstOf, list, on, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";

const BUDGET = "aws:budgets/budget:Budget";
const MONITOR = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";
const SUBSCRIPTION = "aws:costexplorer/anomalySubscription:AnomalySubscription";

/** Models of what watches the bill. */
export const BILLING_MODELS: readonly Model[] = models([
  {
    type: "costexplorer/anomalyMonitor:AnomalyMonitor",
    id: "arn:aws:ce::{account}:anomalymonitor/{uuid}",
    outputs: { arn: "{id}" },
    replaceOn: ["monitorType", "monitorDimension", "monitorSpecification"],
  },
  {
    type: "costexplorer/anomalySubscription:AnomalySubscription",
    id: "arn:aws:ce::{account}:anomalysubscription/{uuid}",
    outputs: { arn: "{id}" },
    replaceOn: ["name", "accountId"],
  },
]);

/** Notifications of a budget; topics and addresses of one of them. */
const MOST = { notifications: 10, topics: 1, addresses: 10 } as const;

const invalid = (message: string): string =>
  apiError("Budgets: CreateBudget", `InvalidParameterException: ${message}`);

function notificationFault(notification: Value): string | undefined {
  const topics = list(notification, "subscriberSnsTopicArns").length;
  const addresses = list(notification, "subscriberEmailAddresses").length;
  return firstOf([
    when(topics + addresses === 0, invalid("A notification needs at least one subscriber")),
    when(
      topics > MOST.topics || addresses > MOST.addresses,
      invalid(
        `A notification can have one SNS subscriber and up to 10 email subscribers, got ${topics} and ${addresses}`,
      ),
    ),
  ]);
}

const isForecast = (notification: Value): boolean =>
  text(notification, "notificationType") === "FORECASTED";

/** Email comes in summaries, a topic at once. */
const SUBSCRIBER_OF: Readonly<Record<string, string>> = {
  IMMEDIATE: "SNS",
  DAILY: "EMAIL",
  WEEKLY: "EMAIL",
};

function subscriberFault(call: Call): string | undefined {
  const frequency = text(call.inputs, "frequency") ?? "";
  const taken = SUBSCRIBER_OF[frequency];
  const other = list(call.inputs, "subscribers").find((one) => text(one, "type") !== taken);
  return when(
    taken !== undefined && other !== undefined,
    apiError(
      "Cost Explorer: CreateAnomalySubscription",
      `ValidationException: Frequency ${frequency} takes subscribers of type ${taken} only`,
    ),
  );
}

/** Refusals of what watches the bill. */
export const BILLING_RULES: readonly Rule[] = [
  ...rules(
    "AWS Billing and Cost Management API Reference, Notification",
    on("create update", [BUDGET]),
    {
      "budget-subscribers": (call) =>
        firstOf(list(call.inputs, "notifications").map(notificationFault)),
      "budget-notifications": (call) => {
        const count = list(call.inputs, "notifications").length;
        return when(
          count > MOST.notifications,
          invalid(`A budget can have up to ten notifications, got ${count}`),
        );
      },
    },
  ),
  ...rules(
    "AWS Cost Management User Guide, Creating a cost budget: daily budgets have no forecasted alerts",
    on("create update", [BUDGET]),
    {
      "budget-daily-forecast": (call) =>
        when(
          call.inputs.timeUnit === "DAILY" && list(call.inputs, "notifications").some(isForecast),
          invalid("Forecasted notifications are not supported for daily budgets"),
        ),
    },
  ),
  ...rules(
    "aws-cloudformation/cloudformation-coverage-roadmap#2515; AWS Cost Management User Guide, Quotas and restrictions",
    on("create", [MONITOR]),
    {
      "anomaly-monitor-second": (call) =>
        when(
          call.inputs.monitorType === "DIMENSIONAL" &&
            call.cloud
              .list(MONITOR)
              .some((one) => one.inputs.monitorDimension === call.inputs.monitorDimension),
          apiError(
            "Cost Explorer: CreateAnomalyMonitor",
            "ValidationException: Limit exceeded on dimensional spend monitor creation",
          ),
        ),
    },
  ),
  ...rules(
    "AWS Cost Management User Guide, Getting started with AWS Cost Anomaly Detection, Alert frequency",
    on("create update", [SUBSCRIPTION]),
    { "anomaly-subscriber-frequency": subscriberFault },
  ),
];
