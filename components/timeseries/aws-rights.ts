/** What the pods of the time series may do in the cloud. */
import { interpolate } from "@pulumi/pulumi";
import type { BucketOutputs, KeyOutputs } from "../contract";
import type { Statements } from "../policy-document";

/** What S3 does with the key on behalf of whoever writes and reads. */
function keyUse(keys: KeyOutputs) {
  return {
    Sid: "Key",
    Effect: "Allow",
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: keys.data,
  } as const;
}

/**
 * WAL and base backups: written, read back, and deleted once they are too old.
 * Source: Barman documentation, "barman-cloud", Amazon S3, least permissions.
 *
 * @param bucket Where they are.
 * @param keys Keys of the site.
 */
export function backupRights(bucket: BucketOutputs, keys: KeyOutputs): Statements {
  return [
    {
      Sid: "List",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetBucketLocation"],
      Resource: bucket.arn,
    },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: [
        "s3:PutObject",
        "s3:GetObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      Resource: interpolate`${bucket.arn}/*`,
    },
    keyUse(keys),
  ];
}

/**
 * Parquet: written and read back to verify it; nobody deletes, but for the bucket's lifetime.
 *
 * @param bucket Where it is.
 * @param keys Keys of the site.
 */
export function archiveRights(bucket: BucketOutputs, keys: KeyOutputs): Statements {
  return [
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"],
      Resource: interpolate`${bucket.arn}/*`,
    },
    keyUse(keys),
  ];
}
