/**
 * Where the engine keeps the state of the cell, and the key of its secrets: in the region of the
 * standby site, since both are needed exactly when the primary region is away.
 */
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Alias, Key, ReplicaKey } from "@pulumi/aws/kms";
import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketReplicationConfig,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from "@pulumi/aws/s3";
import { type Output, type Resource, jsonStringify } from "@pulumi/pulumi";
import type { Region } from "../../../facts/regions";
import { TAG } from "../../../facts/tags";
import { logicalName, physicalName } from "../../../plan/names";
import type { Ground } from "./bootstrap";

/** How long an older state can be brought back. */
const OLD_VERSIONS_DAYS = 365;

/** Days before a key is gone for good. Source: AWS KMS API Reference, ScheduleKeyDeletion: 7 to 30. */
const KEY_WINDOW_DAYS = 30;

/** A bucket of states in one region. */
interface Store {
  readonly bucket: Bucket;
  readonly versioned: Resource;
  readonly keyArn: Output<string>;
}

/**
 * The bucket, its key, and where the cell has two regions their copies in the other.
 * Price: facts/prices, `kms` (a key and month) and `s3` (less than a gigabyte).
 *
 * @param ground Where.
 * @returns Name of the bucket.
 */
export function stateStore(ground: Ground): { readonly bucket: Output<string> } {
  const { parent, plan, provider } = ground;
  const options = { parent, provider: provider(plan.stateRegion) };
  const key = new Key(
    "state",
    {
      description: `State of ${plan.stack} and the secrets in it`,
      multiRegion: true,
      enableKeyRotation: true,
      deletionWindowInDays: KEY_WINDOW_DAYS,
      tags: { [TAG.dataClass]: "secret" },
    },
    { ...options, protect: true },
  );
  new Alias("state", { name: plan.stateKeyAlias, targetKeyId: key.id }, options);
  const store = versionedBucket(ground, {
    role: "state",
    name: plan.stateBucket,
    region: plan.stateRegion,
    keyArn: key.arn,
  });
  copyTo(ground, { store, key });
  return { bucket: store.bucket.bucket };
}

/** What a bucket is made from. */
interface BucketArgs {
  readonly role: string;
  readonly name: string;
  readonly region: Region;
  readonly keyArn: Output<string>;
}

function versionedBucket(ground: Ground, args: BucketArgs): Store {
  const { parent, provider } = ground;
  const { role, name, region, keyArn } = args;
  const options = { parent, provider: provider(region) };
  const tags = { [TAG.dataClass]: "secret" };
  const bucket = new Bucket(role, { bucket: name, tags }, { ...options, protect: true });
  const of = { bucket: bucket.id };
  new BucketPublicAccessBlock(
    role,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    options,
  );
  const kms = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  const rules = [{ applyServerSideEncryptionByDefault: kms, bucketKeyEnabled: true }];
  new BucketServerSideEncryptionConfiguration(role, { ...of, rules }, options);
  new BucketPolicy(role, { ...of, policy: transportPolicy(bucket) }, options);
  const versioned = new BucketVersioning(
    role,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    options,
  );
  new BucketLifecycleConfiguration(
    role,
    {
      ...of,
      rules: [
        {
          id: "old-states",
          status: "Enabled",
          filter: { prefix: "" },
          noncurrentVersionExpiration: { noncurrentDays: OLD_VERSIONS_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { ...options, dependsOn: [versioned] },
  );
  return { bucket, versioned, keyArn };
}

/** Source: Amazon S3 User Guide, "Restrict access to only HTTPS requests". */
function transportPolicy(bucket: Bucket): Output<string> {
  return jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EncryptedTransportOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, bucket.arn.apply((arn) => `${arn}/*`)],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

function copyTo(ground: Ground, made: { readonly store: Store; readonly key: Key }): void {
  const { parent, plan, provider } = ground;
  if (plan.stateCopyBucket === undefined) return;
  const { primary } = plan;
  const replica = new ReplicaKey(
    "state-copy",
    { primaryKeyArn: made.key.arn, deletionWindowInDays: KEY_WINDOW_DAYS },
    { parent, provider: provider(primary), protect: true },
  );
  const copy = versionedBucket(ground, {
    role: "state-copy",
    name: plan.stateCopyBucket,
    region: primary,
    keyArn: replica.arn,
  });
  const role = replicationRole(ground, { from: made.store, to: copy });
  new BucketReplicationConfig(
    "state",
    {
      bucket: made.store.bucket.id,
      role: role.arn,
      rules: [
        {
          id: "all",
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: copy.bucket.arn,
            encryptionConfiguration: { replicaKmsKeyId: replica.arn },
          },
        },
      ],
    },
    {
      parent,
      provider: provider(plan.stateRegion),
      // Replication is refused unless both sides keep versions.
      dependsOn: [made.store.versioned, copy.versioned],
    },
  );
}

/** Source: Amazon S3 User Guide, "Setting up permissions for live replication". */
function replicationRole(
  { parent, plan, provider }: Ground,
  { from, to }: { readonly from: Store; readonly to: Store },
): Role {
  const options = { parent, provider: provider(plan.stateRegion) };
  const role = new Role(
    "state-replication",
    {
      name: physicalName("iamRole", ["podcast", plan.stack, "state-replication"]),
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": plan.accountId } },
          },
        ],
      }),
    },
    options,
  );
  const objectsOf = ({ bucket }: Store): Output<string> => bucket.arn.apply((arn) => `${arn}/*`);
  const policy = jsonStringify({
    Version: "2012-10-17",
    Statement: [
      allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], from.bucket.arn),
      allow(
        [
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionTagging",
        ],
        objectsOf(from),
      ),
      allow(["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], objectsOf(to)),
      allow(["kms:Decrypt"], from.keyArn),
      allow(["kms:Encrypt"], to.keyArn),
    ],
  });
  new RolePolicy(
    logicalName("state-replication", "rights"),
    { name: "rights", role: role.id, policy },
    options,
  );
  return role;
}

function allow(actions: readonly string[], resource: Output<string>) {
  return { Effect: "Allow", Action: actions, Resource: resource };
}
