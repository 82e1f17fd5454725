import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ComponentResource, output } from "@pulumi/pulumi";
import { AwsFunction, type FunctionOwner } from "../../components/functions/aws";
import { onEvent, onSchedule } from "../../components/functions/triggers";
import { planCell } from "../../plan/plan";
import { rotatedFrom } from "../../runtime/functions/rotation/kinds";
import { configOf } from "../support/config";
import { ofType, theOne } from "../support/find";
import { ROOT, type Recorded, record, resourcesOf } from "../support/recorded";

const FUNCTION = "aws:lambda/function:Function";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

/** Users of the cache that have a secret. */
const USERS = ["api", "worker", "scheduler", "autoscaler", "gateway"] as const;

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

function statementsOf(policy: Recorded): readonly Statement[] {
  return (JSON.parse(policy.inputs.policy as string) as { Statement: Statement[] }).Statement;
}

/** Records what is built for an owner in the standby region of prod. */
function built(build: (owner: FunctionOwner) => unknown): Promise<readonly Recorded[]> {
  const cell = planCell("prod", configOf("prod"));
  return record("prod", () => {
    const parent = new ComponentResource("platform:test:Owner", "standby-dr");
    build({
      parent,
      name: "standby-dr",
      cell,
      site: { role: "standby", region: "us-west-2" },
      keys: { logs: output("arn:aws:kms:us-west-2:111122223333:key/logs") },
    });
  });
}

describe("AwsFunction", () => {
  let made: readonly Recorded[] = [];
  before(async () => {
    made = await built((owner) => {
      const detector = new AwsFunction(owner, {
        code: "detector",
        environment: { PUBLIC_URL: "https://api.example.com/health" },
        statements: [
          { Sid: "Marker", Effect: "Allow", Action: "ssm:GetParameter", Resource: "arn:marker" },
        ],
        alarmTopicArn: "arn:topic",
      });
      onSchedule(detector, {
        key: "minute",
        expression: "rate(1 minute)",
        description: "Probes",
        input: { dryRun: true },
      });
      onEvent(detector, {
        key: "health",
        description: "Trouble of the vendor",
        pattern: { source: ["aws.health"] },
      });
    });
  });

  it("runs the committed archive on arm64, known by its hash", () => {
    const { inputs } = theOne(made, FUNCTION, "standby-dr-detector");
    const archive = readFileSync(join(ROOT, "runtime/functions/dist/detector.zip"));
    assert.equal(inputs.sourceCodeHash, createHash("sha256").update(archive).digest("base64"));
    assert.deepEqual(
      {
        name: inputs.name,
        handler: inputs.handler,
        runtime: inputs.runtime,
        architectures: inputs.architectures,
        timeout: inputs.timeout,
        environment: inputs.environment,
        reserved: inputs.reservedConcurrentExecutions,
      },
      {
        name: "podcast-prod-standby-detector",
        handler: "detector/index.handler",
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        timeout: 120,
        environment: { variables: { PUBLIC_URL: "https://api.example.com/health" } },
        reserved: undefined,
      },
    );
  });

  it("writes to a log group of its own, which was there before it", () => {
    const group = theOne(made, "aws:cloudwatch/logGroup:LogGroup", "standby-dr-detector-logs");
    const { inputs, dependencies } = theOne(made, FUNCTION, "standby-dr-detector");
    const logging = inputs.loggingConfig as { logGroup: string };
    assert.equal(logging.logGroup, group.inputs.name);
    assert.deepEqual(
      [group.inputs.retentionInDays, group.inputs.kmsKeyId],
      [30, "arn:aws:kms:us-west-2:111122223333:key/logs"],
    );
    assert.ok(dependencies.includes(group.urn));
  });

  it("may write its logs, send what it could not do, and what it was given", () => {
    const statements = statementsOf(theOne(made, POLICY, "standby-dr-detector"));
    assert.deepEqual(
      statements.map(({ Sid, Action, Resource }) => ({ Sid, Action, Resource })),
      [
        {
          Sid: "Logs",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource:
            "arn:aws:logs:us-west-2:444455556666:log-group:/aws/lambda/podcast-prod-standby-detector:*",
        },
        {
          Sid: "Failures",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:us-west-2:444455556666:podcast-prod-standby-detector-failed",
        },
        {
          Sid: "FailuresKey",
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: "arn:aws:kms:us-west-2:111122223333:key/logs",
        },
        { Sid: "Marker", Action: "ssm:GetParameter", Resource: "arn:marker" },
      ],
    );
  });

  it("keeps what failed in an encrypted queue, once its role may send there", () => {
    const config = theOne(
      made,
      "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
      "standby-dr-detector",
    );
    const queue = theOne(made, "aws:sqs/queue:Queue", "standby-dr-detector-failed");
    assert.deepEqual(config.inputs.destinationConfig, {
      onFailure: { destination: "arn:aws:mock:::standby-dr-detector-failed" },
    });
    assert.equal(queue.inputs.kmsMasterKeyId, "arn:aws:kms:us-west-2:111122223333:key/logs");
    assert.ok(config.dependencies.includes(theOne(made, POLICY, "standby-dr-detector").urn));
  });

  it("tells of errors", () => {
    const { inputs } = theOne(
      made,
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "standby-dr-detector-errors",
    );
    assert.deepEqual(
      [inputs.namespace, inputs.metricName, inputs.alarmActions],
      ["AWS/Lambda", "Errors", ["arn:topic"]],
    );
  });

  it("is called by the clock through a role that may call it and nothing else", () => {
    const { inputs, dependencies } = theOne(
      made,
      "aws:scheduler/schedule:Schedule",
      "standby-dr-detector-minute",
    );
    const target = inputs.target as Record<string, unknown>;
    assert.deepEqual(
      [inputs.scheduleExpression, target.arn, target.roleArn, target.input],
      [
        "rate(1 minute)",
        "arn:aws:mock:::standby-dr-detector",
        "arn:aws:mock:::standby-dr-detector-minute",
        '{"dryRun":true}',
      ],
    );
    const rights = theOne(made, POLICY, "standby-dr-detector-minute");
    assert.deepEqual(
      statementsOf(rights).map(({ Action, Resource }) => [Action, Resource]),
      [["lambda:InvokeFunction", "arn:aws:mock:::standby-dr-detector"]],
    );
    assert.ok(dependencies.includes(rights.urn));
  });

  it("is called by events once they are permitted to", () => {
    const permission = theOne(
      made,
      "aws:lambda/permission:Permission",
      "standby-dr-detector-health",
    );
    const target = theOne(
      made,
      "aws:cloudwatch/eventTarget:EventTarget",
      "standby-dr-detector-health",
    );
    assert.deepEqual(
      [permission.inputs.principal, permission.inputs.sourceArn, permission.inputs.sourceAccount],
      ["events.amazonaws.com", "arn:aws:mock:::standby-dr-detector-health", "444455556666"],
    );
    assert.ok(target.dependencies.includes(permission.urn));
  });
});

describe("the relay of alerts", () => {
  let made: readonly Recorded[] = [];
  before(async () => {
    made = await resourcesOf("prod");
  });

  it("hears both topics, and reads the secrets of its channels alone", () => {
    const subscriptions = ofType(made, "aws:sns/topicSubscription:TopicSubscription").filter(
      ({ inputs }) => inputs.protocol === "lambda",
    );
    const endpoint = "arn:aws:mock:::primary-alerts-alert-relay";
    assert.deepEqual(
      subscriptions.map(({ inputs }) => [inputs.topic, inputs.endpoint]).toSorted(),
      [
        ["arn:aws:mock:::primary-observability-critical", endpoint],
        ["arn:aws:mock:::primary-observability-warning", endpoint],
      ],
    );
    const { inputs } = theOne(made, FUNCTION, "primary-alerts-alert-relay");
    const { variables } = inputs.environment as { variables: Record<string, string> };
    assert.deepEqual(
      [variables.PAGERDUTY_REGION, variables.CRITICAL_TOPIC_ARNS],
      ["us", "arn:aws:mock:::primary-observability-critical"],
    );
    const statements = statementsOf(theOne(made, POLICY, "primary-alerts-alert-relay"));
    const channels = statements.filter(({ Sid }) => Sid.startsWith("Receivers"));
    assert.deepEqual(
      channels.map(({ Action }) => Action),
      ["secretsmanager:GetSecretValue", "kms:Decrypt"],
    );
    assert.equal(channels[0]?.Resource.length, 2);
  });

  it("raises an alarm that does not call it again", () => {
    const alarm = theOne(made, ALARM, "primary-alerts-alert-relay-errors");
    assert.equal(alarm.inputs.alarmActions, undefined);
  });
});

describe("rotation", () => {
  let made: readonly Recorded[] = [];
  before(async () => {
    made = await resourcesOf("prod");
  });

  it("turns the key of API keys and the users of the cache every 90 days", () => {
    const rotations = ofType(made, ROTATION);
    assert.deepEqual(
      rotations
        .map(({ name, inputs }) => [name, inputs.rotationRules, inputs.rotateImmediately])
        .toSorted(),
      ["api-signing", ...USERS.map((role) => `cache-${role}`)]
        .map((key) => [`primary-secrets-rotation-${key}`, { automaticallyAfterDays: 90 }, false])
        .toSorted(),
    );
  });

  it("begins once Secrets Manager may call the function, and there is a value", () => {
    const permissions = ofType(made, "aws:lambda/permission:Permission");
    const rotation = theOne(made, ROTATION, "primary-secrets-rotation-api-signing");
    const permission = permissions.find(({ name }) => name.endsWith("rotation-api-signing"));
    assert.equal(permission?.inputs.principal, "secretsmanager.amazonaws.com");
    assert.equal(permission.inputs.sourceArn, "arn:aws:mock:::primary-secrets-api-signing");
    assert.ok(rotation.dependencies.includes(permission.urn));
    assert.ok(rotation.dependencies.some((urn) => urn.includes("SecretVersion::")));
  });

  it("may write these secrets and change these users, and no other", () => {
    const statements = statementsOf(theOne(made, POLICY, "primary-secrets-rotation"));
    const of = (sid: string): Statement | undefined => statements.find(({ Sid }) => Sid === sid);
    assert.deepEqual(
      of("CacheUsers")?.Resource,
      USERS.map(
        (role) => `arn:aws:elasticache:us-east-1:444455556666:user:podcast-prod-primary-${role}`,
      ),
    );
    assert.equal(of("Secrets")?.Resource.length, USERS.length + 1);
  });

  it("knows each secret by its name", () => {
    const { inputs } = theOne(made, FUNCTION, "primary-secrets-rotation");
    const { variables } = inputs.environment as { variables: { SECRETS: string } };
    assert.deepEqual(rotatedFrom(variables.SECRETS).get("podcast-prod-primary-cache-api"), {
      kind: "cache-user",
      userId: "podcast-prod-primary-api",
    });
    const signing = rotatedFrom(variables.SECRETS).get("podcast-prod-primary-api-signing");
    assert.deepEqual(signing, { kind: "signing-key" });
  });
});
