/** Amazon S3. */
import type { Call, Model, Rule, StoredResource } from "../../contract";
import { firstOf, given, isOn, list, on, rules, text, when } from "../read";
import { models, type Row } from "./model";
import { apiError } from "./places";

const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const OBJECTS = ["aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"];

/** Parts of a bucket: each is known by the bucket's name and there once. */
const PARTS = [
  "Versioning",
  "ServerSideEncryptionConfiguration",
  "PublicAccessBlock",
  "LifecycleConfiguration",
  "OwnershipControls",
  "Policy",
  "Notification",
  "ObjectLockConfiguration",
  "CorsConfiguration",
].map((part) => `s3/bucket${part}:Bucket${part}`);

const ROWS: readonly Row[] = [
  {
    type: "s3/bucket:Bucket",
    outputs: {
      bucketDomainName: "{.bucket}.s3.amazonaws.com",
      bucketRegionalDomainName: "{.bucket}.s3.{region}.amazonaws.com",
    },
    replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
  },
  ...[...PARTS, REPLICATION.slice("aws:".length)].map((type) => ({
    type,
    id: "{.bucket}",
    replaceOn: ["bucket"],
  })),
];

/** Models of buckets and their parts. */
export const S3_MODELS: readonly Model[] = models(ROWS);

function nameFault(call: Call): string | undefined {
  const name = text(call.inputs, "bucket");
  if (name === undefined) return undefined;
  const isWrong =
    !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ||
    /\.\.|^xn--|-s3alias$|^\d+\.\d+\.\d+\.\d+$/.test(name);
  return when(
    isWrong,
    `validating S3 Bucket (${name}) name: only lowercase alphanumeric characters, hyphens and dots, 3 to 63 of them, are allowed`,
  );
}

/** Buckets of every account: their names are shared by all of them. */
function taken(call: Call): StoredResource | undefined {
  return call.cloud
    .elsewhere("aws")
    .find((one) => one.type === BUCKET && one.id === call.inputs.bucket);
}

function isVersioned(call: Call, bucket: string | undefined): boolean {
  return call.cloud
    .list(VERSIONING)
    .some(
      (one) =>
        one.inputs.bucket === bucket &&
        text(one.inputs, "versioningConfiguration.status") === "Enabled",
    );
}

function replicationFault(call: Call): string | undefined {
  const source = text(call.inputs, "bucket");
  const refuse = (error: string): string => apiError("S3: PutBucketReplication", error);
  if (source !== undefined && !isVersioned(call, source))
    return refuse(
      "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    );
  return firstOf(
    list(call.inputs, "rules").map((rule) => {
      const target = text(rule, "destination.bucket")?.split(":::")[1];
      const needsKey =
        text(rule, "sourceSelectionCriteria.sseKmsEncryptedObjects.status") === "Enabled" &&
        !given(rule, "destination.encryptionConfiguration.replicaKmsKeyId");
      return firstOf([
        when(
          target !== undefined && !isVersioned(call, target),
          refuse("InvalidRequest: Destination bucket must have versioning enabled."),
        ),
        when(
          needsKey,
          refuse(
            "InvalidRequest: ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.",
          ),
        ),
      ]);
    }),
  );
}

/** Infrequent access takes objects from this age on. */
const LEAST_DAYS_IA = 30;

function transitionFault(call: Call): string | undefined {
  const early = list(call.inputs, "rules")
    .flatMap((rule) => list(rule, "transitions"))
    .find(
      (one) =>
        (text(one, "storageClass") ?? "").endsWith("_IA") &&
        Number((one as Call["inputs"]).days) < LEAST_DAYS_IA,
    );
  return when(
    early !== undefined,
    apiError(
      "S3: PutBucketLifecycleConfiguration",
      `InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass '${text(early, "storageClass")}'`,
    ),
  );
}

/** Refusals of buckets. */
export const S3_RULES: readonly Rule[] = [
  ...rules("Amazon S3 User Guide, General purpose bucket naming rules", on("check", [BUCKET]), {
    "bucket-name-form": nameFault,
  }),
  ...rules("Amazon S3 User Guide, General purpose bucket naming rules", on("create", [BUCKET]), {
    "bucket-name-taken": (call) => {
      const other = taken(call);
      const mine = other?.scope.account === call.scope.account;
      return when(
        other !== undefined,
        apiError(
          "S3: CreateBucket",
          mine
            ? "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it."
            : "BucketAlreadyExists: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
        ),
      );
    },
  }),
  ...rules("Amazon S3 User Guide, Deleting a general purpose bucket", on("delete", [BUCKET]), {
    "bucket-not-empty": (call) => {
      const isFull = OBJECTS.flatMap((type) => call.cloud.list(type)).some(
        (one) => one.inputs.bucket === call.id,
      );
      return when(
        isFull && !isOn(call.inputs, "forceDestroy"),
        apiError(
          "S3: DeleteBucket",
          "BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
        ),
      );
    },
  }),
  ...rules(
    "Amazon S3 User Guide, Requirements and considerations for replication",
    on("create update", [REPLICATION]),
    { "bucket-replication": replicationFault },
  ),
  ...rules(
    "Amazon S3 User Guide, Transitioning objects using Amazon S3 Lifecycle",
    on("create update", [LIFECYCLE]),
    { "bucket-transition-early": transitionFault },
  ),
  ...rules(
    "Amazon S3 API Reference, PutBucketVersioning",
    on(
      "create",
      PARTS.map((type) => `aws:${type}`),
    ),
    {
      "bucket-missing": (call) => {
        const name = text(call.inputs, "bucket");
        return when(
          name !== undefined && call.cloud.find(BUCKET, name) === undefined,
          apiError(
            `S3: Put${call.type.split(":")[2]}`,
            `NoSuchBucket: The specified bucket does not exist: ${name}`,
          ),
        );
      },
    },
  ),
];
