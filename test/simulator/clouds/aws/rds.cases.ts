/** Cases of Amazon RDS. */
import { type RuleCase, thing } from "../support";
import { create, DB, GOOD, PARAMETERS, source, SUBNETS, WORLD } from "./rds.world";
import { idOf, key } from "./world";

const check = { type: DB, verb: "check", inputs: GOOD } as const;
const update = {
  type: DB,
  verb: "update",
  id: "prod-data",
  inputs: GOOD,
  olds: GOOD,
  world: [...WORLD, source()],
} as const;
const remove = {
  type: DB,
  verb: "delete",
  id: "prod-data",
  inputs: GOOD,
  world: [source()],
} as const;

/** Cases of Amazon RDS. */
export const RDS_CASES: readonly RuleCase[] = [
  {
    rule: "rds-identifier-form",
    ...check,
    change: { identifier: "Prod" },
    says: /only lowercase.*got Prod/,
  },
  {
    rule: "rds-identifier-form",
    ...check,
    change: { identifier: "a--b" },
    says: /two consecutive hyphens/,
  },
  {
    rule: "rds-password-twice",
    ...check,
    change: { password: "x" },
    says: /conflicts with passwordWo/,
  },
  {
    rule: "rds-password-version-missing",
    ...check,
    change: { passwordWoVersion: undefined },
    says: /must be specified/,
  },
  { rule: "rds-master-missing", ...check, change: { username: undefined }, says: /"username"/ },
  {
    rule: "rds-backup-retention",
    ...check,
    change: { backupRetentionPeriod: 40 },
    says: /\(0 - 35\), got 40/,
  },
  {
    rule: "rds-engine-version-unknown",
    ...create,
    change: { engineVersion: "16.99" },
    says: /Cannot find version 16.99 for postgres/,
  },
  {
    rule: "rds-storage-minimum",
    ...create,
    change: { allocatedStorage: 10 },
    says: /Invalid storage size .* gp3: 10/,
  },
  {
    rule: "rds-storage-limit",
    ...create,
    change: { maxAllocatedStorage: 50 },
    says: /Max storage size must be greater/,
  },
  { rule: "rds-storage-iops", ...create, change: { iops: 6000 }, says: /less than 400/ },
  {
    rule: "rds-multi-az-zone",
    ...create,
    change: { availabilityZone: "us-east-1a" },
    says: /not valid for Multi-AZ/,
  },
  {
    rule: "rds-windows-meet",
    ...create,
    change: { maintenanceWindow: "sun:08:15-sun:09:00" },
    says: /must not overlap/,
  },
  {
    rule: "rds-monitoring-role",
    ...create,
    change: { monitoringInterval: 60 },
    says: /MonitoringRoleARN/,
  },
  {
    rule: "rds-class-form",
    ...create,
    change: { instanceClass: "t4g.medium" },
    says: /Invalid DB Instance class: t4g.medium/,
  },
  { rule: "rds-duplicate", ...create, add: [source()], says: /DBInstanceAlreadyExists/ },
  {
    rule: "rds-subnet-group-missing",
    ...create,
    drop: ["data"],
    add: [key("data")],
    says: /DB subnet group 'data' does not exist/,
  },
  {
    rule: "rds-other-vpc",
    ...create,
    change: { vpcSecurityGroupIds: [idOf("sg", 5)] },
    world: [
      ...WORLD,
      thing("aws:ec2/securityGroup:SecurityGroup", idOf("sg", 5), { vpcId: idOf("vpc", 2) }),
    ],
    says: /different VPCs/,
  },
  {
    rule: "rds-parameter-group-missing",
    ...create,
    drop: ["pg16"],
    says: /DBParameterGroup not found: pg16/,
  },
  {
    rule: "rds-parameter-group-family",
    ...create,
    change: { engineVersion: "17.2" },
    says: /DBParameterGroupFamily postgres17/,
  },
  {
    rule: "key-not-usable",
    ...create,
    drop: ["data"],
    add: [SUBNETS],
    says: /KMSKeyNotAccessibleFault/,
  },
  {
    rule: "rds-version-move",
    ...update,
    change: { engineVersion: "16.8" },
    says: /Cannot upgrade postgres from 16.9 to 16.8/,
  },
  {
    rule: "rds-version-move",
    ...update,
    world: [...WORLD, thing(PARAMETERS, "pg17", { family: "postgres17" })],
    change: { engineVersion: "17.2", parameterGroupName: "pg17" },
    says: /AllowMajorVersionUpgrade/,
  },
  {
    rule: "rds-storage-shrink",
    ...update,
    inputs: { ...GOOD, maxAllocatedStorage: null },
    change: { allocatedStorage: 30 },
    says: /less than the current 50/,
  },
  {
    rule: "rds-demotion",
    ...update,
    change: { replicateSourceDb: "other" },
    says: /cannot elect new source database for replication/,
  },
  {
    rule: "rds-managed-password-with-replicas",
    ...update,
    inputs: { ...GOOD, passwordWo: null, passwordWoVersion: null, manageMasterUserPassword: true },
    add: [thing(DB, "replica", { replicateSourceDb: "prod-data" })],
    says: /has read replicas/,
  },
  {
    rule: "rds-deletion-protection",
    ...remove,
    change: { deletionProtection: true },
    says: /disable deletion protection/,
  },
  {
    rule: "rds-final-snapshot-missing",
    ...remove,
    change: { finalSnapshotIdentifier: undefined },
    says: /final_snapshot_identifier is required/,
  },
  {
    rule: "rds-final-snapshot-taken",
    ...remove,
    add: [thing("aws:rds/finalSnapshot:FinalSnapshot", "prod-data-last")],
    says: /snapshot with the identifier prod-data-last already exists/,
  },
];
