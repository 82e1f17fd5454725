/** AWS Lambda and what calls it: topics, schedules, events, rotations. */
import { isFields, type Value } from "../../../facts/values";
import type { Call, Model, Rule, StoredResource } from "../../contract";
import { everyText, given, known, num, on, others, rules, text, when } from "../read";
import { models } from "./model";
import { apiError } from "./places";
import { admits, covers, parsePolicy, statementsOf } from "./policy-document";

const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const FAILURES = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const ROLE = "aws:iam/role:Role";
const INLINE = "aws:iam/rolePolicy:RolePolicy";

/** Models of functions and of what calls them. */
export const FUNCTION_MODELS: readonly Model[] = models([
  {
    type: "lambda/function:Function",
    id: "{.name}",
    outputs: {
      invokeArn:
        "arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/arn:aws:lambda:{region}:{account}:function:{.name}/invocations",
      version: "$LATEST",
    },
    replaceOn: ["name", "packageType"],
  },
  { type: "lambda/permission:Permission", id: "{.function}/{.statementId}" },
  {
    type: "lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    id: "{.functionName}",
    replaceOn: ["functionName", "qualifier"],
  },
  {
    type: "scheduler/schedule:Schedule",
    id: "{.groupName}/{.name}",
    outputs: { arn: "arn:aws:scheduler:{region}:{account}:schedule/{id}" },
    replaceOn: ["name", "namePrefix", "groupName"],
  },
  {
    type: "sns/topicSubscription:TopicSubscription",
    id: "{.topic}:{uuid}",
    outputs: { arn: "{id}", pendingConfirmation: (call) => call.inputs.protocol === "email" },
    replaceOn: ["topic", "protocol", "endpoint"],
  },
  {
    type: "sqs/queue:Queue",
    id: "https://sqs.{region}.amazonaws.com/{account}/{.name}",
    outputs: { url: "{id}" },
    replaceOn: ["name", "namePrefix", "fifoQueue"],
  },
]);

/** The role that an ARN names, if it is one of the account. */
function roleOf(call: Call, path: string): StoredResource | undefined {
  const arn = text(call.inputs, path);
  return call.cloud.list(ROLE).find((one) => known(one).arn === arn);
}

/** Whether a role, named by a path of the inputs, can be taken by a service. */
function isTakenBy(call: Call, path: string, service: string): boolean {
  const trust = parsePolicy(text(roleOf(call, path)?.inputs, "assumeRolePolicy"));
  return admits(trust, (name) => name === service, ["sts:AssumeRole"]);
}

/** The function that a name or an ARN means. */
function functionOf(call: Call, meant: Value | undefined): StoredResource | undefined {
  return others(call, FUNCTION).find((one) => one.id === meant || known(one).arn === meant);
}

/** Whether the policies in a role allow an action; attached ones are not looked into. */
function allows(call: Call, role: StoredResource, action: string): boolean {
  return call.cloud
    .list(INLINE)
    .filter((one) => one.inputs.role === role.id)
    .flatMap((one) => statementsOf(parsePolicy(text(one.inputs, "policy"))))
    .filter((one) => one.Effect === "Allow")
    .some((one) => [...everyText(one.Action)].some((pattern) => covers(pattern, action)));
}

/** What the role of a function must be allowed, by the service of the destination. */
const SENDS: Readonly<Record<string, readonly [action: string, words: string]>> = {
  sqs: ["sqs:SendMessage", "SendMessage on SQS"],
  sns: ["sns:Publish", "Publish on SNS"],
};

function cannotSend(call: Call): string | undefined {
  const made = functionOf(call, call.inputs.functionName);
  const destination = text(call.inputs, "destinationConfig.onFailure.destination");
  const [action, words] = SENDS[destination?.split(":")[2] ?? ""] ?? [];
  const role = call.cloud.list(ROLE).find((one) => known(one).arn === made?.inputs.role);
  if (action === undefined || role === undefined) return undefined;
  return when(
    !allows(call, role, action),
    apiError(
      "Lambda: PutFunctionEventInvokeConfig",
      `InvalidParameterValueException: The function's execution role does not have permissions to call ${words} on ${destination}`,
    ),
  );
}

function isPermitted(call: Call): boolean {
  const made = functionOf(call, call.inputs.rotationLambdaArn);
  return others(call, PERMISSION).some(
    ({ inputs }) =>
      functionOf(call, inputs.function)?.id === made?.id &&
      inputs.principal === "secretsmanager.amazonaws.com" &&
      (!given(inputs, "sourceArn") || inputs.sourceArn === call.inputs.secretId),
  );
}

/** Source: Amazon EventBridge Scheduler User Guide, "Schedule types in EventBridge Scheduler". */
const SCHEDULES =
  /^(rate\([1-9]\d* (minute|hour|day)s?\)|cron\((\S+ ){5}\S+\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/;

/** The provider's limits. Sources: AWS Lambda API Reference, CreateFunction and AWS Lambda quotas. */
const LIMITS: readonly (readonly [path: string, name: string, from: number, to: number])[] = [
  ["timeout", "timeout", 1, 900],
  ["memorySize", "memory_size", 128, 10_240],
];

function outOfLimits(call: Call): string | undefined {
  const wrong = LIMITS.find(([path, , from, to]) => {
    const value = num(call.inputs, path);
    return value !== undefined && (value < from || value > to);
  });
  if (wrong === undefined) return undefined;
  const [path, name, from, to] = wrong;
  return `expected ${name} to be in the range (${from} - ${to}), got ${num(call.inputs, path)}`;
}

/** A pattern is an object whose leaves are lists of what may stand there. */
function isPattern(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return (
    isFields(value) && Object.values(value).length > 0 && Object.values(value).every(isPattern)
  );
}

const create = (error: string): string => apiError("Lambda: CreateFunction", error);

/** Refusals of functions and of what calls them. */
export const FUNCTION_RULES: readonly Rule[] = [
  ...rules("AWS Lambda Developer Guide, Lambda quotas", on("check", [FUNCTION]), {
    "function-limits": outOfLimits,
  }),
  ...rules(
    "AWS Lambda Developer Guide, Defining Lambda function permissions with an execution role",
    on("create update", [FUNCTION]),
    {
      "function-role-not-assumable": (call) =>
        when(
          !isTakenBy(call, "role", "lambda.amazonaws.com"),
          create(
            "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
          ),
        ),
    },
  ),
  ...rules("AWS Lambda API Reference, CreateFunction", on("create", [FUNCTION]), {
    "function-duplicate": (call) =>
      when(
        others(call, FUNCTION).some((one) => one.inputs.name === call.inputs.name),
        create(`ResourceConflictException: Function already exist: ${text(call.inputs, "name")}`),
      ),
  }),
  ...rules("AWS Lambda API Reference, AddPermission", on("create", [PERMISSION]), {
    "permission-function-missing": (call) =>
      when(
        functionOf(call, call.inputs.function) === undefined,
        apiError(
          "Lambda: AddPermission",
          `ResourceNotFoundException: Function not found: ${text(call.inputs, "function")}`,
        ),
      ),
  }),
  ...rules(
    "AWS Lambda Developer Guide, Capturing records of Lambda asynchronous invocations; elastic/beats#13963",
    on("create update", [FAILURES]),
    { "function-cannot-send": cannotSend },
  ),
  ...rules(
    "AWS Secrets Manager User Guide, Troubleshoot AWS Secrets Manager rotation of secrets",
    on("create update", [ROTATION]),
    {
      "rotation-not-permitted": (call) =>
        when(
          given(call.inputs, "rotationLambdaArn") && !isPermitted(call),
          apiError(
            "Secrets Manager: RotateSecret",
            "AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.",
          ),
        ),
    },
  ),
  ...rules(
    "Amazon EventBridge Scheduler User Guide, Schedule types in EventBridge Scheduler",
    on("create update", [SCHEDULE]),
    {
      "schedule-expression": (call) =>
        when(
          !SCHEDULES.test(text(call.inputs, "scheduleExpression") ?? ""),
          apiError(
            "Scheduler: CreateSchedule",
            `ValidationException: Invalid Schedule Expression ${text(call.inputs, "scheduleExpression")}.`,
          ),
        ),
    },
  ),
  ...rules(
    "Amazon EventBridge Scheduler User Guide, Setting up the execution role; aws/aws-sdk-js-v3#6494",
    on("create update", [SCHEDULE]),
    {
      "schedule-role-not-assumable": (call) =>
        when(
          !isTakenBy(call, "target.roleArn", "scheduler.amazonaws.com"),
          apiError(
            "Scheduler: CreateSchedule",
            "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
          ),
        ),
    },
  ),
  ...rules(
    "Amazon EventBridge API Reference, PutRule",
    on("create update", ["aws:cloudwatch/eventRule:EventRule"]),
    {
      "event-pattern-form": (call) => {
        const pattern = text(call.inputs, "eventPattern");
        return when(
          pattern !== undefined && !isPattern(parsePolicy(pattern)),
          apiError(
            "EventBridge: PutRule",
            "InvalidEventPatternException: Event pattern is not valid. Reason: match values must be in an array",
          ),
        );
      },
    },
  ),
];
