/**
 * The trail of everything that is done in the account, in every region. The account is the cell's
 * own (docs/decisions/cell-per-stack.md), so the trail is too: no other stack has one there.
 */
import { Trail } from "@pulumi/aws/cloudtrail";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Where } from "../contract";
import { privateBucket } from "../object-bucket";
import type { Statement } from "../policy-document";

/** Days in which an overwritten file can be brought back, beyond the proof in the digest files. */
const NONCURRENT_DAYS = 30;

/**
 * What CloudTrail needs of its bucket, and no other trail may have.
 * Source: AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail".
 */
function admitTrail({ cell }: Where, trailArn: string): (bucket: string) => readonly Statement[] {
  const service = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
  const mine = { "aws:SourceArn": trailArn };
  return (bucket) => [
    {
      ...service,
      Sid: "TrailLooks",
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${bucket}`,
      Condition: { StringEquals: mine },
    },
    {
      ...service,
      Sid: "TrailWrites",
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucket}/AWSLogs/${cell.accountId}/*`,
      Condition: { StringEquals: { ...mine, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/**
 * Makes the trail and its bucket. Management events only: the first copy of them is free, and
 * events of single objects would cost more than the objects.
 *
 * @param where The component that owns them.
 * @param keys The site's keys.
 */
export function auditTrail(where: Where, keys: KeyOutputs): Trail {
  const { cell, site, parent } = where;
  const { name, retentionDays } = site.observability.trail;
  const trailArn = `arn:aws:cloudtrail:${site.region}:${cell.accountId}:trail/${name}`;
  const bucket = privateBucket(where, {
    role: "trail",
    generation: 1,
    key: keys.logs,
    lifetime: { expireDays: retentionDays, noncurrentDays: NONCURRENT_DAYS },
    admits: admitTrail(where, trailArn),
  });
  return new Trail(
    logicalName(where.name, "trail"),
    {
      name,
      s3BucketName: bucket.id,
      kmsKeyId: keys.logs,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
    },
    { parent, dependsOn: [...bucket.ready] },
  );
}
