/** The bucket of the way in: the load balancer's logs, and the certificate that it trusts. */
import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketOwnershipControls,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
} from "@pulumi/aws/s3";
import type { ComponentResource, Output, Resource } from "@pulumi/pulumi";
import type { OriginPlan } from "../../plan/edge";
import { isProtected } from "../lifetime";
import { type Place, siteName } from "../naming";
import { type StatementOf, policyDocumentOf } from "../policy-document";

/** Whose bucket. */
export interface EdgeBucketArgs extends Place {
  readonly parent: ComponentResource;
  /** Logical name. */
  readonly name: string;
  readonly plan: OriginPlan;
  readonly region: string;
}

/** Where the logs are; they end, what else there is stays. */
export const LOG_PREFIX = "balancer";

/** A bucket, and what must be there before it is written to. */
export interface EdgeBucket {
  readonly bucket: Output<string>;
  readonly ready: readonly Resource[];
}

/** Who delivers logs. Source: Application Load Balancers User Guide, "Enable access logs". */
const LOG_DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com";

function statements(bucket: Bucket, args: EdgeBucketArgs): readonly StatementOf<Output<string>>[] {
  const { accountId } = args.cell;
  const balancers = `arn:aws:elasticloadbalancing:${args.region}:${accountId}:loadbalancer/*`;
  const objects = bucket.arn.apply((arn) => `${arn}/*`);
  const tlsOnly: StatementOf<Output<string>> = {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: objects,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const delivery: StatementOf<Output<string>> = {
    Sid: "LogDelivery",
    Effect: "Allow",
    Principal: { Service: LOG_DELIVERY },
    Action: "s3:PutObject",
    Resource: bucket.arn.apply((arn) => `${arn}/${LOG_PREFIX}/AWSLogs/${accountId}/*`),
    Condition: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": balancers },
    },
  };
  return [tlsOnly, delivery];
}

/**
 * A bucket that nobody reads from outside. Load balancers deliver to buckets under S3's own key
 * only; the lines hold addresses of the edge and paths, none of a listener.
 * Source: as {@link LOG_DELIVERY}, "Step 1": "the only server-side encryption option that's
 * supported is Amazon S3-managed keys".
 *
 * @param args Whose bucket.
 */
export function edgeBucket(args: EdgeBucketArgs): EdgeBucket {
  const { parent, name } = args;
  const made = new Bucket(
    name,
    {
      // Names of buckets are one world: the account tells ours from everybody else's.
      bucket: siteName("s3Bucket", args, "edge", args.cell.accountId),
      forceDestroy: !isProtected(args.cell),
    },
    { parent },
  );
  const { bucket } = made;
  const closed = new BucketPublicAccessBlock(
    name,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  const owned = new BucketOwnershipControls(
    name,
    { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  new BucketServerSideEncryptionConfiguration(name, { bucket, rules: [rule] }, { parent });
  expiry(args, bucket);
  const policy = policyDocumentOf(statements(made, args));
  const granted = new BucketPolicy(
    name,
    { bucket, policy },
    { parent, dependsOn: [closed, owned] },
  );
  return { bucket, ready: [granted] };
}

/** Seed, Logging: "Log retention: 30 days (hot), 90 days (cold)". */
function expiry({ parent, name, plan }: EdgeBucketArgs, bucket: Output<string>): void {
  new BucketLifecycleConfiguration(
    name,
    {
      bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: `${LOG_PREFIX}/` },
          expiration: { days: plan.logRetentionDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { parent },
  );
}
