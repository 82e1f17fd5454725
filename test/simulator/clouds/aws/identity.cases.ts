/** Cases of keys, identities and secrets. */
import { trailBucket } from "./watching.cases";
import { ACCOUNT, FAR, type RuleCase, thing } from "../support";
import { allow, FAR_KEY, key, keyArn, keyPolicy, role } from "./world";

const KEY = "aws:kms/key:Key";
const LOGS = { name: "/app", kmsKeyId: keyArn("logs"), retentionInDays: 30 };
const LOG_KEY = key("logs", keyPolicy(allow({ Service: "logs.us-east-1.amazonaws.com" })));
const BARE_KEY = key("logs");
const SECRET = "aws:secretsmanager/secret:Secret";
const NODE_ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
const TEMPLATE = thing("aws:ec2/launchTemplate:LaunchTemplate", "lt-1", {
  instanceType: "m7g.large",
  blockDeviceMappings: [{ ebs: { kmsKeyId: keyArn("disk") } }],
});
const CLUSTER = thing("aws:eks/cluster:Cluster", "main", { name: "main" });
const GROUP = {
  clusterName: "main",
  nodeGroupName: "system",
  launchTemplate: { id: "lt-1" },
  scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 },
};
const TRAIL = { name: "audit", s3BucketName: "audit-bucket", kmsKeyId: keyArn("trail") };

/** Cases of keys, identities and secrets. */
export const IDENTITY_CASES: readonly RuleCase[] = [
  {
    rule: "key-deletion-window",
    type: KEY,
    verb: "check",
    inputs: { deletionWindowInDays: 30 },
    change: { deletionWindowInDays: 3 },
    says: /\(7 - 30\), got 3/,
  },
  {
    rule: "key-rotation-period",
    type: KEY,
    verb: "check",
    inputs: { rotationPeriodInDays: 365 },
    change: { rotationPeriodInDays: 30 },
    says: /\(90 - 2560\), got 30/,
  },
  {
    rule: "key-policy-lockout",
    type: KEY,
    inputs: { policy: keyPolicy() },
    change: {
      policy: JSON.stringify({ Statement: [allow({ Service: "logs.us-east-1.amazonaws.com" })] }),
    },
    says: /not allow you to update the key policy in the future/,
  },
  {
    rule: "key-policy-unknown-principal",
    type: KEY,
    inputs: { policy: keyPolicy(allow({ AWS: `arn:aws:iam::${ACCOUNT}:role/worker` })) },
    world: [role("worker")],
    drop: ["worker"],
    says: /invalid principals/,
  },
  {
    rule: "alias-form",
    type: "aws:kms/alias:Alias",
    verb: "check",
    inputs: { name: "alias/data" },
    change: { name: "data" },
    says: /must begin with 'alias\/'.*got "data"/,
  },
  {
    rule: "alias-form",
    type: "aws:kms/alias:Alias",
    verb: "check",
    inputs: { name: "alias/data" },
    change: { name: "alias/aws/data" },
    says: /reserved/,
  },
  {
    rule: "alias-duplicate",
    type: "aws:kms/alias:Alias",
    inputs: { name: "alias/data", targetKeyId: "k" },
    add: [thing("aws:kms/alias:Alias", "alias/data")],
    says: /AlreadyExistsException/,
  },
  {
    rule: "key-replica-of-single-region",
    type: "aws:kms/replicaKey:ReplicaKey",
    region: FAR,
    inputs: { primaryKeyArn: keyArn("mrk-1") },
    world: [
      thing(KEY, "mrk-1", { multiRegion: true }, { outputs: { arn: keyArn("mrk-1") } }),
      thing(KEY, "one", {}, { outputs: { arn: keyArn("one") } }),
    ],
    change: { primaryKeyArn: keyArn("one") },
    says: /not a multi-Region primary key/,
  },
  {
    rule: "key-replica-same-region",
    type: "aws:kms/replicaKey:ReplicaKey",
    region: FAR,
    inputs: { primaryKeyArn: keyArn("mrk-1") },
    change: { primaryKeyArn: keyArn("mrk-1", FAR) },
    says: /must differ/,
  },
  {
    rule: "key-not-for-logs",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: LOGS,
    world: [LOG_KEY],
    drop: ["logs"],
    add: [BARE_KEY],
    says: /not allowed to be used with Arn 'arn:aws:logs:us-east-1:111122223333:log-group:\/app'/,
  },
  {
    rule: "key-not-for-trail",
    type: "aws:cloudtrail/trail:Trail",
    inputs: TRAIL,
    world: [
      key("trail", keyPolicy(allow({ Service: "cloudtrail.amazonaws.com" }))),
      ...trailBucket("audit-bucket"),
    ],
    drop: ["trail"],
    add: [key("trail")],
    says: /InsufficientEncryptionPolicy/,
  },
  {
    rule: "key-not-for-node-volumes",
    type: "aws:eks/nodeGroup:NodeGroup",
    inputs: GROUP,
    world: [CLUSTER, TEMPLATE, key("disk", keyPolicy(allow({ AWS: NODE_ROLE })))],
    drop: ["disk"],
    add: [key("disk")],
    says: /InvalidKMSKey.InvalidState/,
  },
  {
    rule: "key-not-usable",
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: LOGS,
    world: [LOG_KEY, FAR_KEY],
    change: { kmsKeyId: keyArn("far", FAR) },
    says: /does not exist, is not enabled/,
  },
  {
    rule: "key-not-usable",
    type: SECRET,
    inputs: { name: "db", kmsKeyId: keyArn("logs") },
    world: [LOG_KEY],
    drop: ["logs"],
    add: [thing(KEY, "logs", { isEnabled: false })],
    says: /is not enabled/,
  },
  {
    rule: "topic-key-unknown",
    type: "aws:sns/topic:Topic",
    inputs: { name: "alarms", kmsMasterKeyId: keyArn("logs") },
    world: [LOG_KEY],
    drop: ["logs"],
    says: /KMSNotFound/,
  },
];
