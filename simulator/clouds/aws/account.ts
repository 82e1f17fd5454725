/** Tags, singletons of an account, and the smaller services. */
import { isFields, type Values } from "../../../facts/values";
import type { Call, CloudView, Model, Rule, StoredResource } from "../../contract";
import { fields, firstOf, list, num, others, on, rules, text, when } from "../read";
import { models, type Row } from "./model";
import { apiError } from "./places";

const VAULT = "aws:backup/vault:Vault";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUDGET = "aws:budgets/budget:Budget";

/** A vault that a plan writes to holds more recovery points as time passes. */
function backedUp(vault: StoredResource, cloud: CloudView): Values | undefined {
  const isUsed = cloud
    .list("aws:backup/plan:Plan")
    .some((plan) =>
      list(plan.inputs, "rules").some(
        (one) =>
          text(one, "targetVaultName") === vault.id ||
          list(one, "copyActions").some(
            (copy) => text(copy, "destinationVaultArn") === vault.outputs.arn,
          ),
      ),
    );
  const count = num(vault.outputs, "recoveryPoints") ?? 0;
  return isUsed ? { recoveryPoints: count + 1 } : undefined;
}

const ROWS: readonly Row[] = [
  {
    type: "backup/vault:Vault",
    id: "{.name}",
    outputs: { recoveryPoints: (call) => num(call.before, "recoveryPoints") ?? 0 },
    replaceOn: ["name", "kmsKeyArn"],
    age: backedUp,
  },
  {
    type: "backup/plan:Plan",
    id: "{uuid}",
    outputs: { arn: "arn:aws:backup:{region}:{account}:backup-plan:{id}", version: "{hex32}" },
    replaceOn: ["name"],
  },
  {
    type: "backup/selection:Selection",
    id: "{uuid}",
    replaceOn: ["planId", "name", "iamRoleArn", "resources"],
  },
  { type: "budgets/budget:Budget", id: "{account}:{.name}", replaceOn: ["name", "namePrefix"] },
  { type: "cloudwatch/logGroup:LogGroup", replaceOn: ["name", "namePrefix"] },
  { type: "cloudwatch/metricAlarm:MetricAlarm", replaceOn: ["name"] },
  {
    type: "ecr/repository:Repository",
    outputs: {
      registryId: "{account}",
      repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{.name}",
    },
    replaceOn: ["name", "encryptionConfigurations"],
  },
  { type: "sns/topic:Topic", replaceOn: ["name", "namePrefix", "fifoTopic"] },
  { type: "ebs/encryptionByDefault:EncryptionByDefault", id: "terraform-{hex26}" },
  { type: "s3/accountPublicAccessBlock:AccountPublicAccessBlock", id: "{account}" },
];

/** Models of the smaller services. */
export const ACCOUNT_MODELS: readonly Model[] = models(ROWS);

/**
 * Types of which an account has one, in each region or at all, and what the cloud says to a second.
 */
const SINGLETONS: Readonly<Record<string, readonly [reach: "region" | "account", error: string]>> =
  {
    "aws:guardduty/detector:Detector": [
      "region",
      "GuardDuty: CreateDetector, api error BadRequestException: The request is rejected because a detector already exists for the current account.",
    ],
    "aws:ecr/replicationConfiguration:ReplicationConfiguration": [
      "region",
      "ECR: PutReplicationConfiguration, api error ValidationException: a replication configuration already exists for this registry",
    ],
    "aws:ebs/encryptionByDefault:EncryptionByDefault": [
      "region",
      "EC2: EnableEbsEncryptionByDefault, api error ResourceInUse: encryption by default is already managed in this account and Region",
    ],
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": [
      "account",
      "S3 Control: PutPublicAccessBlock, api error ResourceInUse: S3 Account Public Access Block already exists for this account",
    ],
    "aws:securityhub/account:Account": [
      "region",
      "SecurityHub: EnableSecurityHub, api error ResourceConflictException: Account is already subscribed to Security Hub",
    ],
  };

function second(call: Call): string | undefined {
  const [reach, error] = SINGLETONS[call.type] ?? ["account", ""];
  const there = reach === "region" ? others(call, call.type) : call.cloud.list(call.type);
  return when(there.length > 0, `operation error ${error}`);
}

/** Letters, numbers, spaces and these marks. Source: Tagging AWS Resources and Tag Editor User Guide, Best practices and strategies, Tag naming limits and requirements. */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function tagFault(call: Call): string | undefined {
  const tags = {
    ...fields(call.scope.provider.defaultTags, "tags"),
    ...fields(call.inputs, "tags"),
  };
  if (!isFields(call.inputs.tags ?? {})) return undefined;
  const names = Object.keys(tags);
  const invalid = (message: string): string =>
    apiError(`${call.type.split(":")[1]}: TagResource`, `InvalidParameterValue: ${message}`);
  return firstOf([
    when(names.length > 50, invalid(`Tag limit of 50 exceeded: ${names.length}`)),
    ...names.map((name) => {
      const value = text(tags, name) ?? "";
      return firstOf([
        when(
          /^aws:/i.test(name),
          invalid(`Tag keys starting with 'aws:' are reserved for system use: ${name}`),
        ),
        when(
          name.length > 128 || value.length > 256,
          invalid(`Tag ${name} is too long: 128 characters for a key, 256 for a value`),
        ),
        when(
          !TAG_TEXT.test(name) || !TAG_TEXT.test(value),
          invalid(
            `Tag ${name} has a character that is not allowed: letters, numbers, spaces and _ . : / = + - @`,
          ),
        ),
      ]);
    }),
  ]);
}

/** Source: Amazon CloudWatch Logs API Reference, PutRetentionPolicy. */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

/** Refusals of tags, singletons and the smaller services. */
export const ACCOUNT_RULES: readonly Rule[] = [
  ...rules(
    "Tagging AWS Resources and Tag Editor User Guide, Best practices and strategies",
    on("create update", ["*"]),
    { "tag-form": tagFault },
  ),
  ...rules(
    "Pulumi AWS SDK, resources that exist once in an account or Region; Amazon GuardDuty API Reference, CreateDetector",
    on("create", Object.keys(SINGLETONS)),
    { "singleton-second": second },
  ),
  ...rules("Amazon CloudWatch Logs API Reference, PutRetentionPolicy", on("check", [LOG_GROUP]), {
    "log-retention-values": (call) => {
      const days = num(call.inputs, "retentionInDays");
      return when(
        days !== undefined && !RETENTIONS.includes(days),
        `expected retention_in_days to be one of [${RETENTIONS.join(" ")}], got ${days}`,
      );
    },
  }),
  ...rules("Amazon CloudWatch Logs API Reference, CreateLogGroup", on("create", [LOG_GROUP]), {
    "log-group-duplicate": (call) =>
      when(
        others(call, LOG_GROUP).some((one) => one.inputs.name === call.inputs.name),
        apiError(
          "CloudWatch Logs: CreateLogGroup",
          `ResourceAlreadyExistsException: The specified log group already exists: ${text(call.inputs, "name")}`,
        ),
      ),
  }),
  ...rules("AWS Backup API Reference, DeleteBackupVault", on("delete", [VAULT]), {
    "vault-has-recovery-points": (call) => {
      const isFull = (num(call.before, "recoveryPoints") ?? 0) > 0;
      return when(
        isFull && call.inputs.forceDestroy !== true,
        apiError(
          "Backup: DeleteBackupVault",
          "InvalidRequestException: Backup vault cannot be deleted because it contains recovery points.",
        ),
      );
    },
  }),
  ...rules(
    "AWS Backup Developer Guide, Backup plan options and configuration, Lifecycle and storage tiers",
    on("create update", ["aws:backup/plan:Plan"]),
    {
      "backup-lifecycle": (call) =>
        firstOf(
          list(call.inputs, "rules").map((one) => {
            const [cold, last] = [
              num(one, "lifecycle.coldStorageAfter"),
              num(one, "lifecycle.deleteAfter"),
            ];
            return when(
              cold !== undefined && last !== undefined && last < cold + 90,
              apiError(
                "Backup: CreateBackupPlan",
                `InvalidParameterValueException: Error in some rules due to : Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays: ${cold}, ${last}`,
              ),
            );
          }),
        ),
    },
  ),
  ...rules("AWS Billing and Cost Management API Reference, CreateBudget", on("create", [BUDGET]), {
    "budget-duplicate": (call) =>
      when(
        call.cloud.list(BUDGET).some((one) => one.inputs.name === call.inputs.name),
        apiError(
          "Budgets: CreateBudget",
          `DuplicateRecordException: Error creating budget: ${text(call.inputs, "name")} - the budget already exists.`,
        ),
      ),
  }),
];
