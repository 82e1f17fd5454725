/** What calls a function, each with exactly the right to call that one function. */
import { EventRule, EventTarget } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Permission } from "@pulumi/aws/lambda";
import { Schedule } from "@pulumi/aws/scheduler";
import { SecretRotation } from "@pulumi/aws/secretsmanager";
import { TopicSubscription } from "@pulumi/aws/sns";
import type { Input, Resource } from "@pulumi/pulumi";
import type { SecretOutputs } from "../contract";
import { siteName } from "../naming";
import { policyDocumentOf, serviceTrust } from "../policy-document";
import type { AwsFunction } from "./aws";

/** When a function runs by the clock. */
export interface ScheduleArgs {
  /** What the schedule is for; part of its names. */
  readonly key: string;
  /** `rate(1 minute)` or `cron(0 3 * * ? *)`, in UTC. */
  readonly expression: string;
  /** Shown in the vendor's console. */
  readonly description: string;
  /** What the function is called with. */
  readonly input: Readonly<Record<string, string | number | boolean>>;
}

/** Attempts and seconds in which Scheduler reaches the function, or drops the call. */
const SCHEDULE_RETRY = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 600 } as const;

/**
 * Calls a function by the clock, through EventBridge Scheduler and a role that may do only that.
 * Source: Amazon EventBridge Scheduler User Guide, "Setting up the execution role" and "Confused
 * deputy prevention". Price: facts/prices, `scheduler` (an invocation).
 *
 * @param made The function.
 * @param args When, and with what.
 */
export function onSchedule(made: AwsFunction, args: ScheduleArgs): Schedule {
  const { owner } = made;
  const logical = made.named(args.key);
  const mine = { StringEquals: { "aws:SourceAccount": owner.cell.accountId } };
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", owner, made.args.code, args.key),
      assumeRolePolicy: serviceTrust("scheduler.amazonaws.com", mine),
    },
    { parent: owner.parent },
  );
  const invoke = {
    Sid: "Invoke",
    Effect: "Allow",
    Action: "lambda:InvokeFunction",
    Resource: made.arn,
  } as const;
  const rights = new RolePolicy(
    logical,
    { name: "invoke", role: role.id, policy: policyDocumentOf([invoke]) },
    { parent: owner.parent },
  );
  return new Schedule(
    logical,
    {
      name: siteName("schedule", owner, made.args.code, args.key),
      description: args.description,
      groupName: "default",
      scheduleExpression: args.expression,
      scheduleExpressionTimezone: "UTC",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: made.arn,
        roleArn: role.arn,
        input: JSON.stringify(args.input),
        retryPolicy: SCHEDULE_RETRY,
      },
    },
    { parent: owner.parent, dependsOn: [...made.ready, rights] },
  );
}

/** Who may call, and on whose behalf. */
interface CallerArgs {
  readonly key: string;
  /** Service principal. */
  readonly service: string;
  readonly sourceArn: Input<string>;
}

/** Source: AWS Lambda Developer Guide, "Granting Lambda function access to AWS services". */
function permit(made: AwsFunction, { key, service, sourceArn }: CallerArgs): Permission {
  return new Permission(
    made.named(key),
    {
      action: "lambda:InvokeFunction",
      function: made.functionName,
      principal: service,
      sourceArn,
      sourceAccount: made.owner.cell.accountId,
      statementId: key,
    },
    { parent: made.owner.parent, dependsOn: [...made.ready] },
  );
}

/** Which messages call a function. */
export interface TopicArgs {
  /** What the topic is for; part of names. */
  readonly key: string;
  readonly topicArn: Input<string>;
  /**
   * Attributes that a message must have, or lack.
   * Source: Amazon SNS Developer Guide, "Amazon SNS subscription filter policies".
   * @default every message
   */
  readonly filter?: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * Calls a function with the messages of a topic.
 *
 * @param made The function.
 * @param args Which messages.
 */
export function onTopic(made: AwsFunction, { key, topicArn, filter }: TopicArgs): Resource {
  const permitted = permit(made, { key, service: "sns.amazonaws.com", sourceArn: topicArn });
  const filtered = filter === undefined ? {} : { filterPolicy: JSON.stringify(filter) };
  return new TopicSubscription(
    made.named(key),
    { topic: topicArn, protocol: "lambda", endpoint: made.arn, ...filtered },
    { parent: made.owner.parent, dependsOn: [permitted] },
  );
}

/** Which events of the account call a function. */
export interface EventArgs {
  /** What the events mean; part of names. */
  readonly key: string;
  readonly description: string;
  /** Source: Amazon EventBridge User Guide, "Event patterns". */
  readonly pattern: Readonly<Record<string, unknown>>;
}

/**
 * Calls a function with the events of the account that match a pattern.
 *
 * @param made The function.
 * @param args Which events.
 */
export function onEvent(made: AwsFunction, args: EventArgs): Resource {
  const { owner } = made;
  const logical = made.named(args.key);
  const rule = new EventRule(
    logical,
    {
      name: siteName("eventRule", owner, made.args.code, args.key),
      description: args.description,
      eventPattern: JSON.stringify(args.pattern),
    },
    { parent: owner.parent },
  );
  const caller = { key: args.key, service: "events.amazonaws.com", sourceArn: rule.arn };
  return new EventTarget(
    logical,
    { rule: rule.name, eventBusName: "default", targetId: args.key, arn: made.arn },
    { parent: owner.parent, dependsOn: [permit(made, caller)] },
  );
}

/** Which secret, and how often. */
export interface RotationArgs {
  /** What the secret opens; part of names. */
  readonly key: string;
  readonly secret: SecretOutputs;
  /** Source: AWS Secrets Manager API Reference, RotationRulesType: 1 to 1000. */
  readonly everyDays: number;
}

/**
 * Has a secret rotated by a function. The first rotation comes after the first period: Secrets
 * Manager tries the function's last test at once, which needs the permission.
 * Source: AWS Secrets Manager User Guide, "Rotation by Lambda function".
 *
 * @param made The function.
 * @param args Which secret, and how often.
 */
export function onRotation(made: AwsFunction, args: RotationArgs): SecretRotation {
  const { key, secret, everyDays } = args;
  const service = "secretsmanager.amazonaws.com";
  const permitted = permit(made, { key, service, sourceArn: secret.arn });
  return new SecretRotation(
    made.named(key),
    {
      secretId: secret.arn,
      rotationLambdaArn: made.arn,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: everyDays },
    },
    { parent: made.owner.parent, dependsOn: [permitted, secret.stored] },
  );
}
