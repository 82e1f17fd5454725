/** Cases of caches and buckets. */
import type { Values } from "../../../../facts/values";
import { type RuleCase, thing } from "../support";

const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const USER = "aws:elasticache/user:User";
const USERS = "aws:elasticache/userGroup:UserGroup";
const CLUSTERED: Values = {
  replicationGroupId: "app",
  description: "app",
  nodeType: "cache.t4g.small",
  numNodeGroups: 3,
  replicasPerNodeGroup: 0,
  automaticFailoverEnabled: true,
  transitEncryptionEnabled: true,
  subnetGroupName: "data",
  userGroupIds: ["app"],
};
const SINGLE: Values = {
  replicationGroupId: "broker",
  description: "broker",
  nodeType: "cache.t4g.small",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
  transitEncryptionEnabled: true,
  authToken: "sixteen-characters-x",
};
const WORLD = [
  thing("aws:elasticache/subnetGroup:SubnetGroup", "data"),
  thing(USERS, "app", { userIds: ["d"] }),
];
const clustered = { type: CACHE, inputs: CLUSTERED, world: WORLD } as const;
const single = { type: CACHE, inputs: SINGLE } as const;
const person = (id: string, userName: string) => thing(USER, id, { userId: id, userName });
const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const versioned = (bucket: string) =>
  thing(VERSIONING, bucket, { bucket, versioningConfiguration: { status: "Enabled" } });
const REPLICATION: Values = {
  bucket: "near",
  role: "r",
  rules: [
    {
      status: "Enabled",
      destination: {
        bucket: "arn:aws:s3:::far",
        encryptionConfiguration: { replicaKmsKeyId: "k" },
      },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    },
  ],
};
const replication = {
  rule: "bucket-replication",
  type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  inputs: REPLICATION,
  world: [versioned("near"), versioned("far")],
} as const;

/** Cases of caches and buckets. */
export const DATA_CASES: readonly RuleCase[] = [
  {
    rule: "cache-id-form",
    type: CACHE,
    verb: "check",
    inputs: CLUSTERED,
    change: { replicationGroupId: "App_1" },
    says: /got "App_1"/,
  },
  {
    rule: "cache-node-counts",
    type: CACHE,
    verb: "check",
    inputs: SINGLE,
    change: { numNodeGroups: 2 },
    says: /conflicts with num_node_groups/,
  },
  {
    rule: "cache-cluster-needs-failover",
    ...clustered,
    change: { automaticFailoverEnabled: false },
    says: /cluster mode enabled should be created with automatic failover/,
  },
  {
    rule: "cache-failover-needs-replicas",
    ...single,
    change: { numCacheClusters: 1 },
    says: /must be at least 2/,
  },
  {
    rule: "cache-multi-az-needs-failover",
    ...single,
    inputs: { ...SINGLE, multiAzEnabled: true },
    change: { automaticFailoverEnabled: false },
    says: /if multi_az_enabled is true/,
  },
  {
    rule: "cache-auth-needs-tls",
    ...single,
    change: { transitEncryptionEnabled: false },
    says: /encryption-in-transit/,
  },
  {
    rule: "cache-auth-token-form",
    ...single,
    change: { authToken: "short" },
    says: /Invalid AuthToken/,
  },
  {
    rule: "cache-parameter-group-mode",
    ...clustered,
    world: [
      ...WORLD,
      thing("aws:elasticache/parameterGroup:ParameterGroup", "off", { parameters: [] }),
      thing("aws:elasticache/parameterGroup:ParameterGroup", "on", {
        parameters: [{ name: "cluster-enabled", value: "yes" }],
      }),
    ],
    inputs: { ...CLUSTERED, parameterGroupName: "on" },
    change: { parameterGroupName: "off" },
    says: /cluster-enabled set to no/,
  },
  {
    rule: "cache-user-group-missing",
    ...clustered,
    drop: ["app"],
    says: /User group app not found/,
  },
  {
    rule: "cache-duplicate",
    ...clustered,
    add: [thing(CACHE, "app")],
    says: /Replication group app already exists/,
  },
  {
    rule: "cache-subnet-group-missing",
    ...clustered,
    drop: ["data"],
    says: /Cache Subnet Group data does not exist/,
  },
  {
    rule: "cache-user-group-needs-default",
    type: USERS,
    inputs: { userGroupId: "app", engine: "redis", userIds: ["d", "w"] },
    world: [person("d", "default"), person("w", "worker")],
    change: { userIds: ["w"] },
    says: /DefaultUserRequired/,
  },
  {
    rule: "cache-user-unknown",
    type: USERS,
    inputs: { userGroupId: "app", engine: "redis", userIds: ["d", "w"] },
    world: [person("d", "default"), person("w", "worker")],
    drop: ["w"],
    says: /User w not found/,
  },
  {
    rule: "cache-user-password-form",
    type: USER,
    inputs: {
      userId: "w",
      userName: "worker",
      engine: "redis",
      accessString: "on ~app:* +@all",
      passwords: ["p".repeat(32)],
    },
    change: { "passwords.0": "short" },
    says: /16-128/,
  },
  {
    rule: "cache-user-no-access-string",
    type: USER,
    inputs: { userId: "w", userName: "worker", engine: "redis", accessString: "on ~app:* +@all" },
    change: { accessString: "" },
    says: /must not be blank/,
  },
  {
    rule: "cache-user-duplicate",
    type: USER,
    inputs: { userId: "w", userName: "worker", accessString: "on" },
    add: [person("w", "worker")],
    says: /User w already exists/,
  },
  {
    rule: "cache-group-in-use",
    type: "aws:elasticache/subnetGroup:SubnetGroup",
    verb: "delete",
    id: "data",
    inputs: {},
    world: WORLD,
    add: [thing(CACHE, "app", CLUSTERED)],
    says: /in use by replication group app/,
  },
  {
    rule: "bucket-name-form",
    type: BUCKET,
    verb: "check",
    inputs: { bucket: "podcast-media" },
    change: { bucket: "Podcast_media" },
    says: /\(Podcast_media\) name/,
  },
  {
    rule: "bucket-name-taken",
    type: BUCKET,
    inputs: { bucket: "media" },
    add: [thing(BUCKET, "media", {}, { account: "999900001111", region: "eu-west-1" })],
    says: /BucketAlreadyExists/,
  },
  {
    rule: "bucket-name-taken",
    type: BUCKET,
    inputs: { bucket: "media" },
    add: [thing(BUCKET, "media")],
    says: /BucketAlreadyOwnedByYou/,
  },
  {
    rule: "bucket-not-empty",
    type: BUCKET,
    verb: "delete",
    id: "media",
    inputs: {},
    add: [thing("aws:s3/bucketObjectv2:BucketObjectv2", "o", { bucket: "media" })],
    says: /BucketNotEmpty/,
  },
  { ...replication, drop: ["near"], says: /Versioning must be 'Enabled'/ },
  { ...replication, drop: ["far"], says: /Destination bucket must have versioning/ },
  {
    ...replication,
    change: { "rules.0.destination.encryptionConfiguration": undefined },
    says: /ReplicaKmsKeyID must be specified/,
  },
  {
    rule: "bucket-transition-early",
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    world: [thing(BUCKET, "media")],
    inputs: {
      bucket: "media",
      rules: [
        { id: "ia", status: "Enabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }] },
      ],
    },
    change: { "rules.0.transitions.0.days": 10 },
    says: /greater than or equal to 30/,
  },
  {
    rule: "bucket-missing",
    type: VERSIONING,
    inputs: { bucket: "media", versioningConfiguration: { status: "Enabled" } },
    world: [thing(BUCKET, "media")],
    drop: ["media"],
    says: /NoSuchBucket/,
  },
];
