/** Cases of replicas, groups and backups of Amazon RDS. */
import type { Values } from "../../../../facts/values";
import { FAR, REGION, type RuleCase, thing } from "../support";
import { at, create, DB, GROUP, PARAMETERS, PG16, source, SUBNETS } from "./rds.world";
import { key, keyArn, keyPolicy, NETWORK, SUBNET_A, SUBNET_B } from "./world";

const REPLICA: Values = {
  identifier: "replica",
  replicateSourceDb: at(REGION),
  instanceClass: "db.t4g.medium",
  kmsKeyId: keyArn("far", FAR),
  skipFinalSnapshot: true,
};
const FAR_WORLD = [source(), key("far", keyPolicy(), FAR)];
const replica = {
  type: DB,
  region: FAR,
  inputs: REPLICA,
  world: FAR_WORLD,
  drop: ["prod-data"],
} as const;
const PARAMETER: Values = { name: "rds.force_ssl", value: "1" };
const group = {
  type: PARAMETERS,
  inputs: { name: "pg16", family: "postgres16", parameters: [PARAMETER] },
} as const;
const plan = (schedule: string): Values => ({
  name: "daily",
  rules: [{ ruleName: "daily", targetVaultName: "v", schedule }],
});

/** Cases of replicas, groups and backups of Amazon RDS. */
export const RDS_RELATION_CASES: readonly RuleCase[] = [
  { rule: "rds-replica-source-missing", ...replica, says: /DBInstanceNotFound/ },
  {
    rule: "rds-replica-source-missing",
    ...replica,
    drop: [],
    change: { replicateSourceDb: "prod-data" },
    says: /DBInstance prod-data not found/,
  },
  {
    rule: "rds-replica-source-no-backups",
    ...replica,
    add: [source({ backupRetentionPeriod: 0 })],
    says: /Automated backups are not enabled/,
  },
  {
    rule: "rds-replica-source-managed-password",
    ...replica,
    add: [source({ manageMasterUserPassword: true })],
    says: /Secrets Manager/,
  },
  {
    rule: "rds-replica-key-missing",
    ...replica,
    drop: [],
    change: { kmsKeyId: undefined },
    says: /cross region unencrypted read replica/,
  },
  {
    rule: "rds-subnet-group-zones",
    type: GROUP,
    inputs: { name: "data", subnetIds: [SUBNET_A, SUBNET_B] },
    world: NETWORK,
    change: { subnetIds: [SUBNET_A] },
    says: /Current AZ coverage: us-east-1a/,
  },
  {
    rule: "rds-subnet-group-in-use",
    type: GROUP,
    verb: "delete",
    id: "data",
    inputs: {},
    world: [SUBNETS],
    add: [source()],
    says: /database instance: prod-data is still using it/,
  },
  {
    rule: "rds-parameter-group-in-use",
    type: PARAMETERS,
    verb: "delete",
    id: "pg16",
    inputs: {},
    world: [PG16],
    add: [source()],
    says: /cannot be deleted/,
  },
  {
    rule: "rds-parameter-static-immediate",
    ...group,
    change: { parameters: [{ name: "max_connections", value: "200" }] },
    says: /static parameter: max_connections/,
  },
  {
    rule: "rds-parameter-unknown",
    ...group,
    change: { "parameters.0.name": "rds.force_tls" },
    says: /Could not find parameter with name: rds.force_tls/,
  },
  {
    rule: "rds-parameter-family-unknown",
    ...group,
    change: { family: "postgres9" },
    says: /postgres9 is not a valid/,
  },
  {
    rule: "backup-in-database-window",
    type: "aws:backup/plan:Plan",
    inputs: plan("cron(0 2 * * ? *)"),
    world: [source()],
    change: { "rules.0.schedule": "cron(0 5 * * ? *)" },
    says: /too close to the automated backup window .*08:00-08:30/,
  },
  {
    rule: "backup-in-database-window",
    ...create,
    add: [thing("aws:backup/plan:Plan", "p", plan("cron(0 8 * * ? *)"))],
    says: /too close/,
  },
];
