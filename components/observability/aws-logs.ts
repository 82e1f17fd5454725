/** Where logs of pods rest: a group to search in for a month, a bucket for the months after. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import type { Output } from "@pulumi/pulumi";
import { TAG } from "../../facts/tags";
import { logicalName } from "../../plan/names";
import { LOG_BUCKET, type LogsPlan } from "../../plan/observability/logs";
import type { BucketOutputs, KeyOutputs, Where } from "../contract";
import { privateBucket } from "../object-bucket";
import type { Statements } from "../policy-document";

/** What the agent writes to. */
export interface LogStores {
  readonly groupName: string;
  readonly group: LogGroup;
  readonly bucket: BucketOutputs;
  readonly key: Output<string>;
}

/** Days in which an overwritten copy can be brought back: copies are written once. */
const NONCURRENT_DAYS = 1;

/**
 * Makes the group and the bucket. Price: facts/prices, `cloudwatch` (logs ingested and stored) and
 * `s3`.
 *
 * @param where The component that owns them.
 * @param plan Names and days.
 * @param keys The site's keys.
 */
export function logStores(where: Where, plan: LogsPlan, keys: KeyOutputs): LogStores {
  const group = new LogGroup(
    logicalName(where.name, "pods"),
    {
      name: plan.groupName,
      retentionInDays: plan.hotDays,
      kmsKeyId: keys.logs,
      // Requests of listeners stand in them.
      tags: { [TAG.dataClass]: "personal" },
    },
    { parent: where.parent },
  );
  const bucket = privateBucket(where, {
    ...LOG_BUCKET,
    key: keys.logs,
    lifetime: {
      expireDays: plan.endAfterDays,
      noncurrentDays: NONCURRENT_DAYS,
      cold: { storageClass: "STANDARD_IA", afterDays: plan.coldAfterDays },
    },
  });
  return { groupName: plan.groupName, group, bucket, key: keys.logs };
}

/**
 * What the agent may do: write to both, and read nothing.
 * Source: Fluent Bit manual, "Amazon CloudWatch", IAM permissions; "Amazon S3", with PutObject alone.
 *
 * @param where The cell and the site.
 * @param stores What it writes to.
 */
export function agentRights({ cell, site }: Where, stores: LogStores): Statements {
  const group = `arn:aws:logs:${site.region}:${cell.accountId}:log-group:${stores.groupName}`;
  return [
    {
      Sid: "WriteHot",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      Resource: [group, `${group}:*`],
    },
    {
      Sid: "WriteCold",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${stores.bucket.name}/pods/*`,
    },
    { Sid: "Seal", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: stores.key },
  ];
}
