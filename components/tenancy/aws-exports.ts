/** Where exports of tenants wait to be fetched: one encrypted bucket that forgets by itself. */
import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
} from "@pulumi/aws/s3";
import { type Output, type Resource, interpolate } from "@pulumi/pulumi";
import { TAG } from "../../facts/tags";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Where } from "../contract";
import { siteName } from "../naming";
import { policyDocumentOf } from "../policy-document";

/** Days in which an upload that broke off may be taken up again. */
const UNFINISHED_UPLOAD_DAYS = 1;

/** The bucket, and what its users come after. */
export interface Exports {
  /** Planned, so that the job's role can be limited to it at preview. */
  readonly bucketName: string;
  readonly bucketArn: Output<string>;
  readonly ready: readonly Resource[];
}

/**
 * The bucket of exports. It keeps no versions: what is expired or erased is gone. Its name holds
 * the account, since names of buckets are one for all accounts.
 * Price: facts/prices, `s3` (a GB and month).
 *
 * @param where The tenancy component.
 * @param keys The site's keys.
 */
export function exportsBucket(where: Where, keys: KeyOutputs): Exports {
  const { parent, cell } = where;
  const logical = logicalName(where.name, "exports");
  const bucketName = siteName("s3Bucket", where, "tenant-exports", cell.accountId);
  const bucket = new Bucket(
    logical,
    // Whatever is in it is a copy that would be gone within days.
    { bucket: bucketName, forceDestroy: true, tags: { [TAG.dataClass]: "personal" } },
    { parent },
  );
  const closed = new BucketPublicAccessBlock(
    logical,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  const encrypted = new BucketServerSideEncryptionConfiguration(
    logical,
    {
      bucket: bucket.id,
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: "aws:kms",
            kmsMasterKeyId: keys.data,
          },
          bucketKeyEnabled: true,
        },
      ],
    },
    { parent },
  );
  const expiring = lifecycle(where, logical, bucket);
  const tlsOnly = transportPolicy(where, logical, { bucket, closed });
  return { bucketName, bucketArn: bucket.arn, ready: [closed, encrypted, expiring, tlsOnly] };
}

/** Source: Amazon S3 User Guide, "Expiring objects". */
function lifecycle(where: Where, logical: string, bucket: Bucket): BucketLifecycleConfiguration {
  const { exportRetentionDays } = where.site.tenancy;
  return new BucketLifecycleConfiguration(
    logical,
    {
      bucket: bucket.id,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: exportRetentionDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
        },
      ],
    },
    { parent: where.parent },
  );
}

/** Source: Amazon S3 User Guide, "Security best practices", Enforce encryption of data in transit. */
function transportPolicy(
  where: Where,
  logical: string,
  made: { readonly bucket: Bucket; readonly closed: Resource },
): BucketPolicy {
  const { arn, id } = made.bucket;
  const policy = policyDocumentOf([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn, interpolate`${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
  // Both change the bucket's policy, and S3 refuses one while the other is under way.
  const options = { parent: where.parent, dependsOn: [made.closed] };
  return new BucketPolicy(logical, { bucket: id, policy }, options);
}
