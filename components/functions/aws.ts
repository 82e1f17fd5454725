/**
 * A function on AWS Lambda with all that it needs and nothing more: a role of its own, an
 * encrypted log group that ends after the seed's 30 days, a queue for what it could not do, and an
 * alarm. Triggers are in triggers.ts.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Function as LambdaFunction, FunctionEventInvokeConfig } from "@pulumi/aws/lambda";
import { Queue } from "@pulumi/aws/sqs";
import {
  type ComponentResource,
  type Input,
  type Output,
  type Resource,
  asset,
} from "@pulumi/pulumi";
import { LOG_RETENTION_DAYS } from "../../facts/seed";
import type { CellPlan, SitePlan } from "../../plan/cell";
import {
  FUNCTIONS,
  FUNCTION_RUNTIME,
  type FunctionName,
  functionArchive,
  functionHandler,
} from "../../plan/functions";
import { logicalName } from "../../plan/names";
import type { KeyOutputs } from "../contract";
import { siteName } from "../naming";
import { type Statements, policyDocumentOf, serviceTrust } from "../policy-document";

/** Which component owns a function, and where that is: either site of the cell. */
export interface FunctionOwner {
  readonly parent: ComponentResource;
  /** Logical name of the parent. */
  readonly name: string;
  readonly cell: CellPlan;
  /** The parent's provider must be of this region. */
  readonly site: Pick<SitePlan, "role" | "region">;
  /** Keys of that region. */
  readonly keys: Pick<KeyOutputs, "logs">;
}

/** What a function is allowed and told. */
export interface FunctionArgs {
  /** Folder in runtime/functions; also the function's part of every name. */
  readonly code: FunctionName;
  /**
   * Rights beside those on its own log group and its own queue.
   * @default none
   */
  readonly statements?: Statements;
  /**
   * Read by the function at its start. Nothing secret: name a secret, and let the function read it.
   * @default {}
   */
  readonly environment?: Readonly<Record<string, Input<string>>>;
  /**
   * Topic that hears of errors.
   * @default none: the alarm changes state and tells nobody
   */
  readonly alarmTopicArn?: Input<string>;
  /**
   * Copies that may run at once, taken from the account's share. A new account has a share of 10
   * and may reserve nothing, so functions stand on being idempotent and not on this.
   * Source: AWS Lambda Developer Guide, "Lambda quotas".
   * @default no reservation
   */
  readonly reservedConcurrency?: number;
  /**
   * Traces by X-Ray.
   * @default false
   */
  readonly tracing?: boolean;
}

/** Seconds after which an event that could not be handled goes to the queue. */
const EVENT_AGE_SECONDS = 3600;

/** Seconds that a failed event waits for somebody: 14 days, the most that SQS keeps. */
const FAILED_KEPT_SECONDS = 14 * 86_400;

/** Seconds over which errors are counted. */
const ALARM_PERIOD_SECONDS = 300;

/**
 * Price: facts/prices, `lambda` (a request, and a GB-second), `sqs` (a request), `cloudwatch` (an
 * alarm) and `logs`.
 */
export class AwsFunction {
  /** As the vendor knows it. */
  readonly functionName: string;
  readonly arn: Output<string>;
  /** What a trigger comes after: the function, with its retries and its queue. */
  readonly ready: readonly Resource[];

  /**
   * @param owner Who owns the function, and where.
   * @param args What it is allowed and told.
   */
  constructor(
    readonly owner: FunctionOwner,
    readonly args: FunctionArgs,
  ) {
    this.functionName = siteName("lambdaFunction", owner, args.code);
    const group = this.logGroup();
    const queue = this.failureQueue();
    const role = this.role();
    const rights = this.rights(role);
    const made = this.lambda(role, [group, rights]);
    this.arn = made.arn;
    this.ready = [made, this.failures(made, queue, rights)];
    this.alarm(made);
  }

  /**
   * Logical name of a part of the function.
   *
   * @param parts What it is.
   * @returns The owner's name, the function's, and the part's.
   */
  named(...parts: readonly string[]): string {
    return logicalName(this.owner.name, this.args.code, ...parts);
  }

  private get groupName(): string {
    return `/aws/lambda/${this.functionName}`;
  }

  private get queueName(): string {
    return siteName("sqsQueue", this.owner, this.args.code, "failed");
  }

  /** ARN of something of this account and region, known at preview. */
  private arnOf(service: string, resource: string): string {
    const { cell, site } = this.owner;
    return `arn:aws:${service}:${site.region}:${cell.accountId}:${resource}`;
  }

  /** Made before the function: Lambda would make one without a key and without an end. */
  private logGroup(): LogGroup {
    return new LogGroup(
      this.named("logs"),
      {
        name: this.groupName,
        retentionInDays: LOG_RETENTION_DAYS.hot,
        kmsKeyId: this.owner.keys.logs,
      },
      { parent: this.owner.parent },
    );
  }

  private failureQueue(): Queue {
    return new Queue(
      this.named("failed"),
      {
        name: this.queueName,
        kmsMasterKeyId: this.owner.keys.logs,
        messageRetentionSeconds: FAILED_KEPT_SECONDS,
      },
      { parent: this.owner.parent },
    );
  }

  private role(): Role {
    return new Role(
      this.named(),
      {
        name: siteName("iamRole", this.owner, this.args.code),
        description: FUNCTIONS[this.args.code].description,
        assumeRolePolicy: serviceTrust("lambda.amazonaws.com"),
      },
      { parent: this.owner.parent },
    );
  }

  private rights(role: Role): RolePolicy {
    return new RolePolicy(
      this.named(),
      {
        name: "function",
        role: role.id,
        policy: policyDocumentOf([...this.ownStatements(), ...(this.args.statements ?? [])]),
      },
      { parent: this.owner.parent },
    );
  }

  /**
   * Sources: AWS Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs" and
   * "Capturing records of Lambda asynchronous invocations"; Amazon SQS Developer Guide, "Key
   * management", for the key; X-Ray knows no resource.
   */
  private ownStatements(): Statements {
    const trace = {
      Sid: "Trace",
      Effect: "Allow",
      Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      Resource: "*",
    } as const;
    return [
      {
        Sid: "Logs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${this.arnOf("logs", `log-group:${this.groupName}`)}:*`,
      },
      {
        Sid: "Failures",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: this.arnOf("sqs", this.queueName),
      },
      {
        Sid: "FailuresKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: this.owner.keys.logs,
        Condition: {
          StringEquals: { "kms:ViaService": `sqs.${this.owner.site.region}.amazonaws.com` },
        },
      },
      ...(this.args.tracing === true ? [trace] : []),
    ];
  }

  private lambda(role: Role, after: readonly Resource[]): LambdaFunction {
    const { code, environment = {}, reservedConcurrency, tracing = false } = this.args;
    const { description, memoryMb, timeoutSeconds } = FUNCTIONS[code];
    const archive = functionArchive(code);
    return new LambdaFunction(
      this.named(),
      {
        name: this.functionName,
        description,
        runtime: FUNCTION_RUNTIME,
        architectures: ["arm64"],
        handler: functionHandler(code),
        // The state keeps the hash and the path, never the content.
        code: new asset.FileArchive(archive),
        sourceCodeHash: createHash("sha256").update(readFileSync(archive)).digest("base64"),
        role: role.arn,
        memorySize: memoryMb,
        timeout: timeoutSeconds,
        environment: { variables: { ...environment } },
        tracingConfig: { mode: tracing ? "Active" : "PassThrough" },
        loggingConfig: { logFormat: "JSON", logGroup: this.groupName },
        ...(reservedConcurrency === undefined
          ? {}
          : { reservedConcurrentExecutions: reservedConcurrency }),
      },
      { parent: this.owner.parent, dependsOn: [...after] },
    );
  }

  /** For callers that do not wait: retries, and then the queue. */
  private failures(made: LambdaFunction, queue: Queue, rights: Resource): Resource {
    return new FunctionEventInvokeConfig(
      this.named(),
      {
        functionName: made.name,
        maximumRetryAttempts: FUNCTIONS[this.args.code].retries,
        maximumEventAgeInSeconds: EVENT_AGE_SECONDS,
        destinationConfig: { onFailure: { destination: queue.arn } },
      },
      // The service tries the role's right to send at once.
      { parent: this.owner.parent, dependsOn: [rights] },
    );
  }

  private alarm(made: LambdaFunction): void {
    const { alarmTopicArn } = this.args;
    new MetricAlarm(
      this.named("errors"),
      {
        name: siteName("alarm", this.owner, this.args.code, "errors"),
        alarmDescription: `${this.functionName} ended with an error`,
        namespace: "AWS/Lambda",
        metricName: "Errors",
        dimensions: { FunctionName: made.name },
        statistic: "Sum",
        period: ALARM_PERIOD_SECONDS,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
        ...(alarmTopicArn === undefined ? {} : { alarmActions: [alarmTopicArn] }),
      },
      { parent: this.owner.parent },
    );
  }
}
