/** Databases of the tests, and what they stand on. */
import type { Values } from "../../../../facts/values";
import type { StoredResource } from "../../../../simulator/contract";
import { REGION, thing } from "../support";
import { GROUP_ID, key, keyArn, NETWORK, SUBNET_A, SUBNET_B, VPC_ID } from "./world";

/** The type of a database. */
export const DB = "aws:rds/instance:Instance";
/** The type of a subnet group. */
export const GROUP = "aws:rds/subnetGroup:SubnetGroup";
/** The type of a parameter group. */
export const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";

/** Inputs of a database that nothing is wrong with. */
export const GOOD: Values = {
  identifier: "prod-data",
  engine: "postgres",
  engineVersion: "16.9",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 50,
  maxAllocatedStorage: 200,
  storageType: "gp3",
  storageEncrypted: true,
  kmsKeyId: keyArn("data"),
  username: "owner",
  passwordWo: "x",
  passwordWoVersion: 1,
  multiAz: true,
  backupRetentionPeriod: 14,
  backupWindow: "08:00-08:30",
  maintenanceWindow: "sun:10:00-sun:11:00",
  dbSubnetGroupName: "data",
  parameterGroupName: "pg16",
  vpcSecurityGroupIds: [GROUP_ID],
  finalSnapshotIdentifier: "prod-data-last",
  skipFinalSnapshot: false,
};

/** Its subnet group. */
export const SUBNETS = thing(
  GROUP,
  "data",
  { subnetIds: [SUBNET_A, SUBNET_B] },
  { outputs: { vpcId: VPC_ID } },
);
/** Its parameter group. */
export const PG16 = thing(PARAMETERS, "pg16", { family: "postgres16" });

/** What it needs. */
export const WORLD: readonly StoredResource[] = [...NETWORK, key("data"), SUBNETS, PG16];

/** The ARN of the database in a region. */
export const at = (region: string): string => `arn:aws:rds:${region}:111122223333:db:prod-data`;

/** The database, there already. */
export const source = (inputs: Values = {}): StoredResource =>
  thing(DB, "prod-data", { ...GOOD, ...inputs }, { outputs: { arn: at(REGION) } });

/** A create of it. */
export const create = { type: DB, inputs: GOOD, world: WORLD } as const;
