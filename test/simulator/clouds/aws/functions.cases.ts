/** Cases of functions, what calls them, and what watches the bill. */
import type { Values } from "../../../../facts/values";
import { ACCOUNT, REGION, type RuleCase, thing } from "../support";

const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const BUDGET = "aws:budgets/budget:Budget";
const SECRET_ARN = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:s-abcdef`;
const FUNCTION_ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:f`;
const QUEUE_ARN = `arn:aws:sqs:${REGION}:${ACCOUNT}:q`;

/** A role that a service takes. */
function role(name: string, service: string) {
  const Statement = [
    { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
  ];
  const arn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
  const inputs = { name, assumeRolePolicy: JSON.stringify({ Statement }) };
  return thing("aws:iam/role:Role", name, inputs, { outputs: { arn } });
}

const LAMBDA_ROLE = role("lambda", "lambda.amazonaws.com");
const CLOCK_ROLE = role("clock", "scheduler.amazonaws.com");
const ROLES = [LAMBDA_ROLE, CLOCK_ROLE];
const arnOf = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const MADE = thing(
  FUNCTION,
  "f",
  { name: "f", role: arnOf("lambda") },
  { outputs: { arn: FUNCTION_ARN } },
);
const SENDS = thing("aws:iam/rolePolicy:RolePolicy", "lambda:p", {
  role: "lambda",
  policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: QUEUE_ARN }],
  }),
});
const GOOD: Values = { name: "g", role: arnOf("lambda"), timeout: 60, memorySize: 256 };
const CLOCK: Values = {
  name: "c",
  groupName: "default",
  scheduleExpression: "rate(1 minute)",
  flexibleTimeWindow: { mode: "OFF" },
  target: { arn: FUNCTION_ARN, roleArn: arnOf("clock") },
};
const NOTIFICATION: Values = {
  notificationType: "ACTUAL",
  threshold: 80,
  subscriberSnsTopicArns: ["t"],
};
const DAILY: Values = { name: "b", timeUnit: "DAILY", notifications: [NOTIFICATION] };

const clock = (rule: string, change: RuleCase["change"], says: RegExp): RuleCase => ({
  rule,
  type: SCHEDULE,
  inputs: CLOCK,
  world: ROLES,
  ...(change === undefined ? {} : { change }),
  says,
});
const budget = (rule: string, change: Values, says: RegExp): RuleCase => ({
  rule,
  type: BUDGET,
  inputs: DAILY,
  change,
  says,
});

/** Cases of functions, what calls them, and what watches the bill. */
export const FUNCTION_CASES: readonly RuleCase[] = [
  {
    rule: "function-limits",
    type: FUNCTION,
    verb: "check",
    inputs: GOOD,
    change: { timeout: 901 },
    says: /timeout to be in the range \(1 - 900\), got 901/,
  },
  {
    rule: "function-role-not-assumable",
    type: FUNCTION,
    inputs: GOOD,
    world: ROLES,
    change: { role: arnOf("clock") },
    says: /cannot be assumed by Lambda/,
  },
  {
    rule: "function-duplicate",
    type: FUNCTION,
    inputs: GOOD,
    world: ROLES,
    add: [thing(FUNCTION, "g", { name: "g" })],
    says: /Function already exist: g/,
  },
  {
    rule: "permission-function-missing",
    type: PERMISSION,
    inputs: { function: "f", principal: "sns.amazonaws.com" },
    world: [MADE],
    drop: ["f"],
    says: /Function not found: f/,
  },
  {
    rule: "function-cannot-send",
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    inputs: { functionName: "f", destinationConfig: { onFailure: { destination: QUEUE_ARN } } },
    world: [...ROLES, MADE, SENDS],
    drop: ["lambda:p"],
    says: /does not have permissions to call SendMessage on SQS/,
  },
  {
    rule: "rotation-not-permitted",
    type: "aws:secretsmanager/secretRotation:SecretRotation",
    inputs: { secretId: SECRET_ARN, rotationLambdaArn: FUNCTION_ARN },
    world: [
      MADE,
      thing(PERMISSION, "p", {
        function: "f",
        principal: "secretsmanager.amazonaws.com",
        sourceArn: SECRET_ARN,
      }),
    ],
    drop: ["p"],
    says: /cannot invoke the specified Lambda function/,
  },
  clock("schedule-expression", { scheduleExpression: "cron(0 3 * * ?)" }, /Invalid Schedule/),
  clock("schedule-expression", { scheduleExpression: "rate(0 minutes)" }, /Invalid Schedule/),
  clock("schedule-role-not-assumable", { "target.roleArn": arnOf("lambda") }, /to assume the role/),
  {
    rule: "event-pattern-form",
    type: "aws:cloudwatch/eventRule:EventRule",
    inputs: { name: "r", eventPattern: '{"source":["aws.guardduty"]}' },
    change: { eventPattern: '{"source":"aws.guardduty"}' },
    says: /InvalidEventPatternException/,
  },
  budget("budget-subscribers", { "notifications.0.subscriberSnsTopicArns": [] }, /at least one/),
  budget(
    "budget-subscribers",
    { "notifications.0.subscriberSnsTopicArns": ["t", "u"] },
    /one SNS subscriber .* got 2 and 0/,
  ),
  budget(
    "budget-subscribers",
    { "notifications.0.subscriberEmailAddresses": Array.from({ length: 11 }, (_, i) => `e${i}`) },
    /got 1 and 11/,
  ),
  budget(
    "budget-notifications",
    { notifications: Array.from({ length: 11 }, () => NOTIFICATION) },
    /up to ten notifications, got 11/,
  ),
  budget(
    "budget-daily-forecast",
    { "notifications.0.notificationType": "FORECASTED" },
    /not supported for daily budgets/,
  ),
  {
    rule: "anomaly-monitor-second",
    type: "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
    inputs: { monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" },
    add: [
      thing("aws:costexplorer/anomalyMonitor:AnomalyMonitor", "m", {
        monitorDimension: "SERVICE",
      }),
    ],
    says: /Limit exceeded on dimensional spend monitor creation/,
  },
  {
    rule: "anomaly-subscriber-frequency",
    type: "aws:costexplorer/anomalySubscription:AnomalySubscription",
    inputs: { frequency: "IMMEDIATE", subscribers: [{ type: "SNS", address: "t" }] },
    change: { frequency: "DAILY" },
    says: /DAILY takes subscribers of type EMAIL only/,
  },
];
