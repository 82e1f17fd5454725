/**
 * A bucket that nobody outside the account sees: own key, versions, TLS alone, no access lists,
 * and a lifetime for everything in it.
 */
import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketOwnershipControls,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from "@pulumi/aws/s3";
import type { Output, Resource } from "@pulumi/pulumi";
import { logicalName, physicalName } from "../plan/names";
import type { BucketOutputs, Where } from "./contract";
import { isProtected } from "./lifetime";
import { PREFIX, type Place } from "./naming";
import { type Statement, policyDocument } from "./policy-document";

/** Classes that old objects move to. Source: Amazon S3 User Guide, "Storage classes". */
export type ColdClass = "GLACIER_IR" | "STANDARD_IA";

/** How long objects live. */
export interface BucketLifetime {
  /**
   * Days after which the current version of an object ends.
   * @default undefined whoever put it there takes it away
   */
  readonly expireDays?: number;
  /** Days for which a deleted or overwritten version can be brought back. */
  readonly noncurrentDays: number;
  /** @default undefined objects stay where they are */
  readonly cold?: { readonly storageClass: ColdClass; readonly afterDays: number };
}

/** What a bucket is made from. */
export interface BucketArgs {
  /** What it holds; part of its names. */
  readonly role: string;
  /** Replica generation of what it holds. */
  readonly generation: number;
  /** ARN of the key that encrypts its objects. */
  readonly key: Output<string>;
  readonly lifetime: BucketLifetime;
  /**
   * Whom else the bucket's policy admits, by the bucket's name.
   * @default nobody: roles of the account, as their own policies say
   */
  readonly admits?: (name: string) => readonly Statement[];
}

/** Parts of an upload that was never completed cost like objects. */
const INCOMPLETE_UPLOAD_DAYS = 3;

/** Versions of TLS that are too old. Source: Amazon S3, condition key `s3:TlsVersion`. */
const LEAST_TLS_VERSION = "1.2";

/** The bucket's own rule, known at preview. */
function policyOf(name: string, admitted: readonly Statement[]): string {
  const every = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  } as const;
  return policyDocument([
    ...admitted,
    { Sid: "OnlyTls", ...every, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    {
      Sid: "OnlyModernTls",
      ...every,
      Condition: { NumericLessThan: { "s3:TlsVersion": LEAST_TLS_VERSION } },
    },
  ]);
}

function rulesOf({ expireDays, noncurrentDays, cold }: BucketLifetime) {
  return [
    {
      id: "lifetime",
      status: "Enabled",
      filter: { prefix: "" },
      ...(expireDays === undefined ? {} : { expiration: { days: expireDays } }),
      noncurrentVersionExpiration: { noncurrentDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
      ...(cold === undefined
        ? {}
        : { transitions: [{ days: cold.afterDays, storageClass: cold.storageClass }] }),
    },
  ];
}

/**
 * Name of a bucket. Names are shared by all accounts of the world, so the account is part of them.
 *
 * @param place The cell and the site.
 * @param role What it holds.
 * @param generation Replica generation of what it holds.
 */
export function bucketName({ cell, site }: Place, role: string, generation: number): string {
  const parts = [PREFIX, cell.stack, site.role, role, cell.accountId];
  return physicalName("s3Bucket", parts, generation);
}

/**
 * Makes a bucket. Price: facts/prices, `s3` (storage and requests).
 *
 * @param where The component that owns it.
 * @param args What it is made from.
 */
export function privateBucket(where: Where, args: BucketArgs): BucketOutputs {
  const { cell, parent } = where;
  const { role, generation, key, lifetime, admits } = args;
  const name = bucketName(where, role, generation);
  const logical = logicalName(where.name, role, `g${generation}`);
  const isKept = isProtected(cell);
  const bucket = new Bucket(
    logical,
    { bucket: name, forceDestroy: !isKept },
    { parent, protect: isKept },
  );
  const of = { bucket: bucket.id };
  const policy = policyOf(name, admits?.(name) ?? []);
  const closed = closedDoors(where, logical, { of, policy });
  const versions = new BucketVersioning(
    logical,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  const encryption = new BucketServerSideEncryptionConfiguration(
    logical,
    {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
          // One data key for many objects: a request to KMS for each would cost more than they do.
          bucketKeyEnabled: true,
        },
      ],
    },
    { parent },
  );
  // Rules about versions need versions.
  const lifecycle = new BucketLifecycleConfiguration(
    logical,
    { ...of, rules: rulesOf(lifetime) },
    { parent, dependsOn: [versions] },
  );
  return {
    name,
    id: bucket.id,
    arn: bucket.arn,
    made: { role, generation, lifetime },
    ready: [...closed, versions, encryption, lifecycle],
  };
}

/** No access lists, no public policy, no way in without TLS. */
function closedDoors(
  { parent }: Where,
  logical: string,
  { of, policy }: { readonly of: { readonly bucket: Output<string> }; readonly policy: string },
): readonly Resource[] {
  const block = new BucketPublicAccessBlock(
    logical,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  const ownership = new BucketOwnershipControls(
    logical,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  // S3 refuses two changes of a bucket's access at once.
  const rules = new BucketPolicy(
    logical,
    { ...of, policy },
    { parent, dependsOn: [block, ownership] },
  );
  return [block, ownership, rules];
}
