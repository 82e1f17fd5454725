/** Cases of workflows, markers, connections, locks and copies. */
import type { Values } from "../../../../facts/values";
import { FAR, REGION, type RuleCase, thing } from "../support";
import { at, DB, source } from "./rds.world";
import { key, keyArn, keyPolicy } from "./world";

const MACHINE = "aws:sfn/stateMachine:StateMachine";
const PARAMETER = "aws:ssm/parameter:Parameter";
const CONNECTION = "aws:cloudwatch/eventConnection:EventConnection";
const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const SELECTION = "aws:backup/selection:Selection";
const SECRET = "aws:secretsmanager/secret:Secret";

const ROLE_ARN = "arn:aws:iam::111122223333:role/r";
const role = (service: string) =>
  thing(
    "aws:iam/role:Role",
    "r",
    { assumeRolePolicy: JSON.stringify({ Statement: [{ Principal: { Service: service } }] }) },
    { outputs: { arn: ROLE_ARN } },
  );

/** A machine with a branch in it. */
const branching = (next: string): string =>
  JSON.stringify({
    StartAt: "Both",
    States: {
      Both: {
        Type: "Parallel",
        Branches: [
          { StartAt: "A", States: { A: { Type: "Wait", Next: next }, B: { Type: "Succeed" } } },
        ],
        End: true,
      },
    },
  });
const GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/vendedlogs/states/f";
const machine = {
  type: MACHINE,
  inputs: {
    name: "failover",
    roleArn: ROLE_ARN,
    definition: branching("B"),
    loggingConfiguration: { level: "ALL", logDestination: `${GROUP}:*` },
  } satisfies Values,
  world: [role("states.amazonaws.com")],
} as const;

const lock = {
  type: LOCK,
  inputs: { backupVaultName: "v", minRetentionDays: 7, maxRetentionDays: 400 } satisfies Values,
  world: [thing(VAULT, "v")],
} as const;
const selection = {
  type: SELECTION,
  inputs: { name: "tagged", planId: "p", iamRoleArn: ROLE_ARN } satisfies Values,
  world: [thing("aws:backup/plan:Plan", "p"), role("backup.amazonaws.com")],
} as const;
const secret = {
  type: SECRET,
  inputs: { name: "s", replicas: [{ region: FAR, kmsKeyId: keyArn("far", FAR) }] } satisfies Values,
  world: [key("far", keyPolicy(), FAR)],
} as const;

/** Cases of workflows, markers, connections, locks and copies. */
export const RECOVERY_CASES: readonly RuleCase[] = [
  {
    rule: "state-machine-definition",
    ...machine,
    change: { definition: branching("C") },
    says: /MISSING_TRANSITION_TARGET: .*: C/,
  },
  {
    rule: "state-machine-definition",
    ...machine,
    change: { definition: "{" },
    says: /INVALID_JSON_DESCRIPTION/,
  },
  {
    rule: "state-machine-log-destination",
    ...machine,
    change: { "loggingConfiguration.logDestination": GROUP },
    says: /must end with ":\*"/,
  },
  {
    rule: "state-machine-role-trust",
    ...machine,
    drop: ["r"],
    add: [role("lambda.amazonaws.com")],
    says: /states\.amazonaws\.com/,
  },
  {
    rule: "parameter-duplicate",
    type: PARAMETER,
    inputs: { name: "/podcast/prod/site", type: "String", value: "{}" },
    add: [thing(PARAMETER, "/podcast/prod/site", { name: "/podcast/prod/site" })],
    says: /ParameterAlreadyExists/,
  },
  {
    rule: "event-connection-duplicate",
    type: CONNECTION,
    inputs: { name: "edge", authorizationType: "API_KEY" },
    add: [thing(CONNECTION, "edge", { name: "edge" })],
    says: /Connection edge already exists/,
  },
  {
    rule: "vault-lock-range",
    ...lock,
    change: { minRetentionDays: 500 },
    says: /Invalid retention range: 500 to 400/,
  },
  {
    rule: "vault-lock-range",
    ...lock,
    change: { changeableForDays: 2 },
    says: /at least 3: 2/,
  },
  { rule: "vault-lock-without-vault", ...lock, drop: ["v"], says: /Backup vault v not found/ },
  {
    rule: "backup-selection-plan-missing",
    ...selection,
    drop: ["p"],
    says: /Cannot find Backup plan with ID p/,
  },
  {
    rule: "backup-selection-role",
    ...selection,
    drop: ["r"],
    add: [role("s3.amazonaws.com")],
    says: /cannot be assumed by AWS Backup/,
  },
  {
    rule: "secret-replica-key-unknown",
    ...secret,
    change: { "replicas.0.kmsKeyId": keyArn("data", REGION) },
    says: /is not a key of Region us-west-2/,
  },
  {
    rule: "rds-replica-encrypted-of-plain",
    type: DB,
    region: FAR,
    inputs: {
      identifier: "replica",
      replicateSourceDb: at(REGION),
      instanceClass: "db.t4g.medium",
      kmsKeyId: keyArn("far", FAR),
      skipFinalSnapshot: true,
    },
    world: [source(), key("far", keyPolicy(), FAR)],
    drop: ["prod-data"],
    add: [source({ storageEncrypted: false })],
    says: /encrypted read replica of an unencrypted/,
  },
  {
    rule: "rds-replica-final-snapshot",
    type: DB,
    verb: "delete",
    id: "replica",
    inputs: { identifier: "replica", replicateSourceDb: "prod-data", skipFinalSnapshot: true },
    change: { skipFinalSnapshot: false },
    says: /deleting a read replica/,
  },
];
