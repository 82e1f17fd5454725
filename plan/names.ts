/**
 * Names. A logical name is identity: a pure function of meanings (component, role, zone), never of
 * positions. A physical name is the same, cut to what the vendor takes.
 */
import { createHash } from "node:crypto";

/** Longest name by kind of thing. Sources stand beside each number. */
export const NAME_LIMITS = {
  // Amazon EKS API Reference, CreateCluster, `name`.
  eksCluster: 100,
  // Amazon EKS API Reference, CreateNodegroup, `nodegroupName`.
  eksNodeGroup: 63,
  // Amazon RDS API Reference, CreateDBInstance, `DBInstanceIdentifier`.
  rdsInstance: 63,
  // Amazon RDS API Reference, CreateDBSnapshot, `DBSnapshotIdentifier`.
  rdsSnapshot: 255,
  // Amazon RDS API Reference, CreateDBParameterGroup and CreateDBSubnetGroup.
  rdsGroup: 255,
  // Amazon ElastiCache API Reference, CreateReplicationGroup, `ReplicationGroupId`.
  cacheReplicationGroup: 40,
  // Amazon ElastiCache API Reference, CreateCacheParameterGroup and CreateCacheSubnetGroup.
  cacheGroup: 255,
  // Amazon ElastiCache API Reference, CreateUser and CreateUserGroup: identifiers of 40 characters.
  cacheUser: 40,
  // AWS CodeBuild API Reference, CreateProject, `name`.
  codeBuildProject: 150,
  // AWS IAM API Reference, CreateRole, `RoleName`.
  iamRole: 64,
  // AWS IAM API Reference, CreatePolicy, `PolicyName`.
  iamPolicy: 128,
  // AWS KMS API Reference, CreateAlias, `AliasName`, with its prefix `alias/`.
  kmsAlias: 250,
  // Amazon EC2 API Reference, CreateSecurityGroup, `GroupName`.
  securityGroup: 255,
  // AWS Secrets Manager API Reference, CreateSecret, `Name`.
  secret: 512,
  // Amazon CloudWatch Logs API Reference, CreateLogGroup, `logGroupName`.
  logGroup: 512,
  // AWS Lambda API Reference, CreateFunction, `FunctionName`.
  lambdaFunction: 64,
  // Amazon SQS API Reference, CreateQueue, `QueueName`.
  sqsQueue: 80,
  // Amazon SNS API Reference, CreateTopic, `Name`.
  snsTopic: 256,
  // Amazon EventBridge Scheduler API Reference, CreateSchedule, `Name`.
  schedule: 64,
  // Amazon EventBridge API Reference, PutRule, `Name`.
  eventRule: 64,
  // Amazon CloudWatch API Reference, PutMetricAlarm, `AlarmName`.
  alarm: 255,
  // AWS Budgets API Reference, Budget, `BudgetName`.
  budget: 100,
  // AWS CloudTrail API Reference, CreateTrail, `Name`.
  trail: 128,
  // AWS Backup API Reference, CreateBackupVault: 2 to 50 letters, digits, hyphens, underscores.
  backupVault: 50,
  // AWS Backup API Reference, BackupPlan and BackupSelection: 1 to 50 characters.
  backupPlan: 50,
  // AWS Step Functions API Reference, CreateStateMachine, `name`.
  stateMachine: 80,
  // Amazon EventBridge API Reference, CreateConnection, `Name`.
  eventConnection: 64,
  // Amazon S3 User Guide, Bucket naming rules.
  s3Bucket: 63,
  // Elastic Load Balancing API Reference, CreateLoadBalancer and CreateTargetGroup.
  loadBalancer: 32,
  // Google Cloud: GKE REST reference, Cluster `name`.
  gkeCluster: 40,
  // Google Cloud: Cloud SQL instance settings; 98 with the project and a colon, so 63 leaves room.
  cloudSqlInstance: 63,
  // Google Cloud: IAM REST reference, `accountId` of a service account.
  gcpServiceAccount: 30,
  // RFC 1123 label: namespaces, Services and the like.
  kubernetesLabel: 63,
} as const;

/** A kind of thing that carries a physical name. */
export type NameKind = keyof typeof NAME_LIMITS;

/** Characters of the hash that a shortened name ends with: 32 bits, ample within one cell. */
const HASH_CHARS = 8;

const PART = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Joins meanings to the name by which the engine knows a resource.
 *
 * @param parts What the resource is, from the widest meaning: `logicalName("net", "data", zone)`.
 * @throws Error if a part has other than lower-case letters, digits and single hyphens inside.
 */
export function logicalName(...parts: readonly string[]): string {
  const wrong = parts.filter((part) => !PART.test(part));
  if (parts.length === 0 || wrong.length > 0) {
    throw new Error(
      `${JSON.stringify(parts)} makes no name: each part is lower-case letters, digits and hyphens inside`,
    );
  }
  return parts.join("-");
}

/**
 * The last part of the name of whatever holds data: a site that returns after a failover is a new
 * generation beside the old one, never the old one again.
 *
 * @param generation Replica generation, from 1.
 * @throws Error if it is not a whole number from 1.
 */
export function generationPart(generation: number): string {
  if (!Number.isInteger(generation) || generation < 1) {
    throw new Error(`${generation} is not a generation: whole numbers from 1 are allowed`);
  }
  return `g${generation}`;
}

/**
 * The name that the vendor sees. A name that is too long keeps its beginning and its generation
 * and gets a hash of the whole between them, so that two long names stay two.
 *
 * @param kind What is named; decides the length.
 * @param parts As for {@link logicalName}.
 * @param generation Replica generation, for whatever holds data.
 */
export function physicalName(
  kind: NameKind,
  parts: readonly string[],
  generation?: number,
): string {
  const base = logicalName(...parts);
  const suffix = generation === undefined ? "" : `-${generationPart(generation)}`;
  const limit = NAME_LIMITS[kind];
  if (base.length + suffix.length <= limit) return base + suffix;
  const hash = createHash("sha256").update(base).digest("hex").slice(0, HASH_CHARS);
  const room = limit - suffix.length - HASH_CHARS - 1;
  return `${base.slice(0, room).replace(/-+$/, "")}-${hash}${suffix}`;
}
