/** Key policies: each key admits exactly the services that use it. */
import type { Region } from "../../facts/regions";
import type { KeyPurpose } from "../contract";
import { type Statement, policyDocument } from "../policy-document";

/** Where a key lives. */
export interface KeyPlace {
  readonly accountId: string;
  readonly region: Region;
}

/** What a service needs to encrypt and decrypt. */
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"] as const;

/**
 * Lets IAM policies of the account decide, without which nobody could manage the key.
 * Source: AWS KMS Developer Guide, "Default key policy".
 *
 * @param place Account and region of the key.
 */
export function administration(place: KeyPlace): Statement {
  return {
    Sid: "AccountAdministration",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${place.accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/**
 * Callers of this account, through the named services alone.
 * Source: AWS KMS Developer Guide, "kms:ViaService".
 *
 * @param place Account and region of the key.
 * @param services First parts of their endpoints, such as `rds`.
 */
export function throughServices(place: KeyPlace, services: readonly string[]): Statement {
  return {
    Sid: "AccountThroughServices",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: [...USE, "kms:CreateGrant", "kms:DescribeKey"],
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:CallerAccount": place.accountId,
        "kms:ViaService": services.map((service) => `${service}.${place.region}.amazonaws.com`),
      },
    },
  };
}

/**
 * CloudWatch Logs, for log groups of this account and region.
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data using AWS KMS".
 */
function cloudWatchLogs(place: KeyPlace): Statement {
  const groups = `arn:aws:logs:${place.region}:${place.accountId}:log-group:*`;
  return {
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: { Service: `logs.${place.region}.amazonaws.com` },
    Action: [...USE, "kms:Describe*"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
  };
}

/**
 * CloudTrail, for trails of this account: without it a trail with our key is refused.
 * Source: AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail".
 */
function cloudTrail(place: KeyPlace): Statement {
  const trails = `arn:aws:cloudtrail:${place.region}:${place.accountId}:trail/*`;
  return {
    Sid: "CloudTrail",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: { ArnLike: { "aws:SourceArn": trails } },
  };
}

/**
 * Services that publish to the topics of alerts: where the key leaves them out, their messages are
 * lost without a word. EventBridge sends no source account along.
 * Source: Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys and costs", Enable
 * compatibility between event sources from AWS services and encrypted topics.
 */
function publishers(place: KeyPlace): readonly Statement[] {
  const use = {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
  } as const;
  return [
    {
      ...use,
      Sid: "Publishers",
      Principal: {
        Service: [
          "cloudwatch.amazonaws.com",
          "budgets.amazonaws.com",
          "costalerts.amazonaws.com",
          "backup.amazonaws.com",
        ],
      },
      Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
    },
    { ...use, Sid: "PublishingRules", Principal: { Service: "events.amazonaws.com" } },
  ];
}

/**
 * The role under which Auto Scaling starts nodes with encrypted volumes. It is named in a
 * condition, since KMS refuses a principal that does not exist, and the role appears only with
 * the first Auto Scaling group of an account.
 * Source: Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted
 * volumes".
 */
function autoScaling(place: KeyPlace): readonly Statement[] {
  const role =
    `arn:aws:iam::${place.accountId}:role/aws-service-role/` +
    "autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const caller = { ArnEquals: { "aws:PrincipalArn": role } };
  const allow = { Effect: "Allow", Principal: { AWS: "*" }, Resource: "*" } as const;
  return [
    {
      ...allow,
      Sid: "AutoScalingUse",
      Action: [...USE, "kms:DescribeKey"],
      Condition: caller,
    },
    {
      ...allow,
      Sid: "AutoScalingGrants",
      Action: "kms:CreateGrant",
      Condition: { ...caller, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** The statements of each purpose beside administration. */
const STATEMENTS: Readonly<Record<KeyPurpose, (place: KeyPlace) => readonly Statement[]>> = {
  data: (place) => [throughServices(place, ["rds", "elasticache"])],
  logs: (place) => [cloudWatchLogs(place), cloudTrail(place), ...publishers(place)],
  secrets: (place) => [throughServices(place, ["secretsmanager", "eks"])],
  disks: autoScaling,
};

/**
 * The policy of the key of one purpose, as JSON; known at preview.
 *
 * @param purpose What the key encrypts.
 * @param place Account and region of the key.
 */
export function keyPolicy(purpose: KeyPurpose, place: KeyPlace): string {
  return policyDocument([administration(place), ...STATEMENTS[purpose](place)]);
}
