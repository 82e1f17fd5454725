/** Who may use a key: services that need it by themselves, and keys that do not work. */
import type { Call, Rule, StoredResource } from "../../contract";
import { at, firstOf, known, num, on, rules, text, when } from "../read";
import { isForeign } from "./in-use";
import { findKey } from "./kms";
import { apiError } from "./places";
import { admits, parsePolicy } from "./policy-document";

/** A service that uses a customer's key by itself, and is refused where the policy leaves it out. */
interface KeyUser {
  readonly path: string;
  readonly principal: (call: Call) => string;
  readonly actions: readonly string[];
  readonly error: (call: Call) => string;
}

/** Services by type. Sources: the rules below. */
const KEY_USERS: Readonly<Record<string, KeyUser>> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    path: "kmsKeyId",
    principal: (call) => `logs.${call.scope.region}.amazonaws.com`,
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
    error: (call) =>
      `CloudWatch Logs: CreateLogGroup, api error AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:${call.scope.region}:${call.scope.account}:log-group:${text(call.inputs, "name")}'`,
  },
  "aws:cloudtrail/trail:Trail": {
    path: "kmsKeyId",
    principal: () => "cloudtrail.amazonaws.com",
    actions: ["kms:GenerateDataKey"],
    error: (call) =>
      `CloudTrail: CreateTrail, api error InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket ${text(call.inputs, "s3BucketName")} or KMS key ${text(call.inputs, "kmsKeyId")}.`,
  },
};

const isService = (principal: string) => (name: string) => name === principal || name === "*";

/** Whether a key lets a principal do something; a key without policy admits its account alone. */
function keyAdmits(key: StoredResource, principal: string, actions: readonly string[]): boolean {
  return admits(parsePolicy(text(known(key), "policy")), isService(principal), actions);
}

function serviceRefused(call: Call): string | undefined {
  const user = KEY_USERS[call.type];
  const key = user === undefined ? undefined : findKey(call, text(call.inputs, user.path));
  if (user === undefined || key === undefined) return undefined;
  return when(
    !keyAdmits(key, user.principal(call), user.actions),
    `operation error ${user.error(call)}`,
  );
}

/** What EC2 Auto Scaling needs of the key of an encrypted volume. */
const VOLUME_ACTIONS = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:CreateGrant",
];

function volumesRefused(call: Call): string | undefined {
  const templateId = text(call.inputs, "launchTemplate.id");
  const template = call.cloud.find("aws:ec2/launchTemplate:LaunchTemplate", templateId);
  const size = num(call.inputs, "scalingConfig.desiredSize") ?? 0;
  const key = findKey(call, text(template?.inputs, "blockDeviceMappings.0.ebs.kmsKeyId"));
  if (key === undefined || size === 0) return undefined;
  const role = `arn:aws:iam::${call.scope.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  return when(
    !keyAdmits(key, role, VOLUME_ACTIONS),
    `waiting for EKS Node Group (${text(call.inputs, "clusterName")}:${text(call.inputs, "nodeGroupName")}) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: AsgInstanceLaunchFailures: Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state`,
  );
}

/** Where a type names the key of its data, and what the service says when it cannot use it. */
const KEY_PATHS: Readonly<Record<string, readonly [paths: readonly string[], error: string]>> = {
  "aws:rds/instance:Instance": [
    ["kmsKeyId", "performanceInsightsKmsKeyId"],
    "RDS: CreateDBInstance, api error KMSKeyNotAccessibleFault",
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    ["kmsKeyId"],
    "ElastiCache: CreateReplicationGroup, api error InvalidKMSKeyFault",
  ],
  "aws:secretsmanager/secret:Secret": [
    ["kmsKeyId"],
    "Secrets Manager: CreateSecret, api error InvalidParameterException",
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    ["kmsKeyId"],
    "CloudWatch Logs: CreateLogGroup, api error InvalidParameterException",
  ],
  "aws:eks/cluster:Cluster": [
    ["encryptionConfig.provider.keyArn"],
    "EKS: CreateCluster, api error InvalidParameterException",
  ],
  "aws:backup/vault:Vault": [
    ["kmsKeyArn"],
    "Backup: CreateBackupVault, api error InvalidParameterValueException",
  ],
  "aws:ecr/repository:Repository": [
    ["encryptionConfigurations.0.kmsKey"],
    "ECR: CreateRepository, api error KmsException",
  ],
  "aws:ebs/defaultKmsKey:DefaultKmsKey": [
    ["keyArn"],
    "EC2: ModifyEbsDefaultKmsKeyId, api error InvalidKmsKey.NotFound",
  ],
};

function unusable(call: Call): string | undefined {
  const [paths, error] = KEY_PATHS[call.type] ?? [[], ""];
  return firstOf(
    paths.map((path) => {
      const reference = text(call.inputs, path);
      if (reference === undefined || reference.includes("alias/aws/")) return undefined;
      const key = isForeign(call, reference) ? undefined : findKey(call, reference);
      const isUsable =
        key !== undefined &&
        at(known(key), "isEnabled") !== false &&
        at(known(key), "enabled") !== false;
      return when(
        !isUsable,
        `operation error ${error}: The specified KMS key [${reference}] does not exist, is not enabled or you do not have permissions to access it.`,
      );
    }),
  );
}

/** Refusals of services that use keys. */
export const KEY_USE_RULES: readonly Rule[] = [
  ...rules(
    "Amazon CloudWatch Logs User Guide, Encrypt log data using AWS KMS, Step 2: Set permissions on the KMS key",
    on("create update", ["aws:cloudwatch/logGroup:LogGroup"]),
    { "key-not-for-logs": serviceRefused },
  ),
  ...rules(
    "AWS CloudTrail User Guide, Configure AWS KMS key policies for CloudTrail",
    on("create update", ["aws:cloudtrail/trail:Trail"]),
    { "key-not-for-trail": serviceRefused },
  ),
  ...rules(
    "Amazon EC2 Auto Scaling User Guide, Required AWS KMS key policy for use with encrypted volumes",
    on("create", ["aws:eks/nodeGroup:NodeGroup"]),
    { "key-not-for-node-volumes": volumesRefused },
  ),
  ...rules(
    "AWS KMS Developer Guide, Key states of AWS KMS keys",
    on("create", Object.keys(KEY_PATHS)),
    { "key-not-usable": unusable },
  ),
  ...rules(
    "Amazon SNS Developer Guide, Encrypting an Amazon SNS topic with server-side encryption",
    on("create", ["aws:sns/topic:Topic"]),
    {
      "topic-key-unknown": (call) => {
        const reference = text(call.inputs, "kmsMasterKeyId");
        const missing =
          reference?.includes("key/") === true &&
          (isForeign(call, reference) || findKey(call, reference) === undefined);
        return when(missing, apiError("SNS: CreateTopic", `KMSNotFound: Invalid key ${reference}`));
      },
    },
  ),
];
