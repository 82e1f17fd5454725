/**
 * Where resources keep data or send copies of it. Each entry says which input holds the place and
 * how to read it; a type that is in no table keeps its data in its own region.
 */

/** How an input names a place. */
export type SinkForm =
  /** A region, zone or multi-region by name. */
  | "location"
  /** An Amazon resource name that holds a region. */
  | "arn"
  /** The name of a bucket, whose ARN holds no region: the resource itself must be known. */
  | "bucket";

/** One input that sends data somewhere. */
export interface Sink {
  readonly path: string;
  readonly form: SinkForm;
  /** Types of the stack that the input may point to; their own place then counts. */
  readonly targets: readonly string[];
  /**
   * Where the data go when the input is left out, and what is left out then keeps them.
   * @default nowhere else
   */
  readonly absent?: string;
}

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const at = (path: string, absent?: string): Sink => ({
  path,
  form: "location",
  targets: [],
  ...(absent === undefined ? {} : { absent }),
});
const arn = (path: string, ...targets: readonly string[]): Sink => ({ path, form: "arn", targets });
const bucket = (path: string): Sink => ({ path, form: "bucket", targets: BUCKETS });

/**
 * Copies beside the resource itself.
 * Source: the providers' documentation of each type; AWS Backup Developer Guide, "Creating backup
 * copies across AWS Regions"; Secret Manager documentation, "Choose a replication policy"; Cloud
 * SQL documentation, "Custom backup locations"; Pub/Sub documentation, "Configure message storage
 * policies".
 */
export const SINKS: Readonly<Record<string, readonly Sink[]>> = {
  "aws:secretsmanager/secret:Secret": [at("replicas[].region")],
  "aws:dynamodb/table:Table": [at("replicas[].regionName")],
  "aws:dynamodb/globalTable:GlobalTable": [at("replicas[].regionName")],
  "aws:dynamodb/tableReplica:TableReplica": [arn("globalTableArn", "aws:dynamodb/table:Table")],
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": [
    at("replicationConfiguration.rules[].destinations[].region"),
  ],
  "aws:efs/replicationConfiguration:ReplicationConfiguration": [
    at("destination.region"),
    at("destination.availabilityZoneName"),
  ],
  "aws:backup/plan:Plan": [
    arn("rules[].copyActions[].destinationVaultArn", "aws:backup/vault:Vault"),
  ],
  "aws:kms/replicaKey:ReplicaKey": [arn("primaryKeyArn", "aws:kms/key:Key")],
  "aws:rds/instance:Instance": [arn("replicateSourceDb", "aws:rds/instance:Instance")],
  "aws:rds/cluster:Cluster": [arn("replicationSourceIdentifier", "aws:rds/cluster:Cluster")],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [
    arn("sourceDbInstanceArn", "aws:rds/instance:Instance"),
  ],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [bucket("rules[].destination.bucket")],
  "aws:s3/bucketLogging:BucketLogging": [bucket("targetBucket")],
  "aws:s3/bucketLoggingV2:BucketLoggingV2": [bucket("targetBucket")],
  "aws:cloudtrail/trail:Trail": [bucket("s3BucketName")],
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": [
    bucket("extendedS3Configuration.bucketArn"),
  ],
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": [
    arn(
      "destinationArn",
      "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      "aws:kinesis/stream:Stream",
      "aws:lambda/function:Function",
    ),
  ],
  "gcp:sql/databaseInstance:DatabaseInstance": [
    // Without a location backups go to the closest multi-region, which the vendor chooses.
    at("settings.backupConfiguration.location"),
  ],
  "gcp:storage/bucket:Bucket": [at("customPlacementConfig.dataLocations[]")],
  "gcp:secretmanager/secret:Secret": [at("replication.userManaged.replicas[].location")],
  "gcp:pubsub/topic:Topic": [
    at("messageStoragePolicy.allowedPersistenceRegions[]", "every region of the vendor"),
  ],
  "gcp:compute/snapshot:Snapshot": [at("storageLocations[]")],
  "gcp:compute/image:Image": [at("storageLocations[]")],
  "gcp:compute/resourcePolicy:ResourcePolicy": [
    at("snapshotSchedulePolicy.snapshotProperties.storageLocations"),
  ],
};

/**
 * Services of AWS that are everywhere, each with the personal data that it can hold. They have no
 * region that a program could choose. Source: AWS General Reference, "Global services"; AWS
 * Organizations User Guide, "Deny access to AWS based on the requested AWS Region".
 */
export const GLOBAL_AWS_SERVICES = {
  iam: "names of employees, none of tenants",
  route53: "host names; query logs hold addresses of listeners and have a region of their own",
  route53domains: "the owner's contact",
  cloudfront: "addresses and requests of listeners in transit; its logs have a bucket of their own",
  globalaccelerator: "addresses of listeners in transit",
  organizations: "e-mail addresses of accounts",
  budgets: "e-mail addresses of recipients",
  costexplorer: "no personal data",
  cur: "no personal data",
  ce: "no personal data",
  account: "the owner's contact",
  shield: "addresses of attackers",
  identitystore: "names of employees",
  support: "what employees write",
} as const satisfies Record<string, string>;

/**
 * Types that only work in us-east-1, each with the personal data that it can hold.
 * Source: AWS Certificate Manager User Guide, "Supported Regions"; AWS WAF Developer Guide, scope
 * CLOUDFRONT; the seed's CDN is outside of AWS, so these are for programs of others.
 */
export const US_EAST_1_ONLY = {
  "aws:acm/certificate:Certificate": "no personal data",
  "aws:acm/certificateValidation:CertificateValidation": "no personal data",
  "aws:wafv2/webAcl:WebAcl":
    "sampled requests with addresses of listeners, where scope is CLOUDFRONT",
  "aws:ecrpublic/repository:Repository": "no personal data: what it holds is public",
} as const satisfies Record<string, string>;

/**
 * Inputs by which Google resources say where they are, in the order in which they count.
 * Source: the provider's documentation.
 */
export const GCP_PLACE_KEYS = ["location", "region", "zone", "locationId", "config"] as const;

/**
 * What Google resources that hold data mean when they name no place; the provider's region does not
 * count for them. Source: BigQuery documentation, "BigQuery locations"; Cloud Storage
 * documentation, "Bucket locations"; Artifact Registry documentation, "Repository locations".
 */
export const GCP_DEFAULT_PLACES: Readonly<Record<string, string>> = {
  "gcp:bigquery/dataset:Dataset": "us",
  "gcp:storage/bucket:Bucket": "us",
  "gcp:logging/projectBucketConfig:ProjectBucketConfig": "global",
};

/** Google resources that hold data and take their place from the provider where they name none. */
export const GCP_REGIONAL_STORES: ReadonlySet<string> = new Set([
  "gcp:sql/databaseInstance:DatabaseInstance",
  "gcp:redis/instance:Instance",
  "gcp:redis/cluster:Cluster",
  "gcp:memorystore/instance:Instance",
  "gcp:alloydb/cluster:Cluster",
  "gcp:container/cluster:Cluster",
  "gcp:compute/disk:Disk",
  "gcp:compute/instance:Instance",
  "gcp:artifactregistry/repository:Repository",
  "gcp:spanner/instance:Instance",
  "gcp:firestore/database:Database",
  "gcp:filestore/instance:Instance",
]);
