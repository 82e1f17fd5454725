/** What keeps copies: locks of vaults, selections of backups, replicas of secrets and databases. */
import { isFields, type Value } from "../../../facts/values";
import type { Call, Model, Rule } from "../../contract";
import { firstOf, given, isOn, list, num, on, others, rules, text, when } from "../read";
import { isForeign } from "./in-use";
import { findKey } from "./kms";
import { models } from "./model";
import { apiError } from "./places";
import { statementsOf } from "./policy-document";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";
const SECRET = "aws:secretsmanager/secret:Secret";
const INSTANCE = "aws:rds/instance:Instance";

/** Models of the locks of vaults. */
export const COPY_MODELS: readonly Model[] = models([
  {
    type: "backup/vaultLockConfiguration:VaultLockConfiguration",
    id: "{.backupVaultName}",
    outputs: {
      backupVaultArn: "arn:aws:backup:{region}:{account}:backup-vault:{.backupVaultName}",
    },
    replaceOn: ["backupVaultName", "minRetentionDays", "maxRetentionDays", "changeableForDays"],
  },
]);

/**
 * Whether a role of the account leaves a service out of its trust.
 *
 * @param call The call that names the role.
 * @param path Where it names it.
 * @param service Service principal, such as `states.amazonaws.com`.
 */
export function isUntrusted(call: Call, path: string, service: string): boolean {
  const arn = text(call.inputs, path);
  const role = call.cloud
    .list("aws:iam/role:Role")
    .find((one) => arn !== undefined && one.outputs.arn === arn);
  const trust = text(role?.inputs, "assumeRolePolicy");
  if (trust === undefined) return false;
  const policy = JSON.parse(trust) as Value;
  return !statementsOf(isFields(policy) ? policy : undefined).some((one) =>
    JSON.stringify(one.Principal ?? "").includes(service),
  );
}

/** Days after which a compliance lock can never be lifted: at least three. */
const LEAST_GRACE_DAYS = 3;

function lockFault(call: Call): string | undefined {
  const [least = 1, most = 36_500] = ["minRetentionDays", "maxRetentionDays"].map((key) =>
    num(call.inputs, key),
  );
  const grace = num(call.inputs, "changeableForDays");
  const invalid = (what: string): string =>
    apiError("Backup: PutBackupVaultLockConfiguration", `InvalidParameterValueException: ${what}`);
  return firstOf([
    when(
      least < 1 || most > 36_500 || least > most,
      invalid(`Invalid retention range: ${least} to ${most} days`),
    ),
    when(
      grace !== undefined && grace < LEAST_GRACE_DAYS,
      invalid(`ChangeableForDays must be at least ${LEAST_GRACE_DAYS}: ${grace}`),
    ),
  ]);
}

function replicaKeyFault(call: Call): string | undefined {
  const keyless = list(call.inputs, "replicas").find((one) => {
    const reference = text(one, "kmsKeyId");
    const region = text(one, "region");
    if (reference === undefined || reference.includes("alias/aws/")) return false;
    // A key is looked up in the region of the replica.
    const there: Call = {
      ...call,
      scope: { ...call.scope, ...(region === undefined ? {} : { region }) },
    };
    return isForeign(there, reference) || findKey(there, reference) === undefined;
  });
  return when(
    keyless !== undefined,
    apiError(
      "Secrets Manager: CreateSecret",
      `InvalidParameterException: KMS key ${text(keyless, "kmsKeyId")} is not a key of Region ${text(keyless, "region")}.`,
    ),
  );
}

const plain = (call: Call): boolean => {
  const name = text(call.inputs, "replicateSourceDb");
  const source = call.cloud
    .list(INSTANCE)
    .find((one) => one.outputs.arn === name || one.id === name);
  return source !== undefined && !isOn(source.inputs, "storageEncrypted");
};

/** Refusals of locks, selections and copies. */
export const COPY_RULES: readonly Rule[] = [
  ...rules(
    "AWS Backup API Reference, PutBackupVaultLockConfiguration",
    on("create update", [LOCK]),
    { "vault-lock-range": lockFault },
  ),
  ...rules("AWS Backup API Reference, PutBackupVaultLockConfiguration", on("create", [LOCK]), {
    "vault-lock-without-vault": (call) =>
      when(
        !others(call, VAULT).some((one) => one.id === call.inputs.backupVaultName),
        apiError(
          "Backup: PutBackupVaultLockConfiguration",
          `ResourceNotFoundException: Backup vault ${text(call.inputs, "backupVaultName")} not found.`,
        ),
      ),
  }),
  ...rules("AWS Backup API Reference, CreateBackupSelection", on("create", [SELECTION]), {
    "backup-selection-plan-missing": (call) =>
      when(
        given(call.inputs, "planId") && call.cloud.find(PLAN, call.inputs.planId) === undefined,
        apiError(
          "Backup: CreateBackupSelection",
          `ResourceNotFoundException: Cannot find Backup plan with ID ${text(call.inputs, "planId")}`,
        ),
      ),
    "backup-selection-role": (call) =>
      when(
        isUntrusted(call, "iamRoleArn", "backup.amazonaws.com"),
        apiError(
          "Backup: CreateBackupSelection",
          `InvalidParameterValueException: IAM Role ${text(call.inputs, "iamRoleArn")} cannot be assumed by AWS Backup`,
        ),
      ),
  }),
  ...rules(
    "AWS Secrets Manager User Guide, Replicate secrets across Regions",
    on("create update", [SECRET]),
    { "secret-replica-key-unknown": replicaKeyFault },
  ),
  ...rules(
    "Amazon RDS User Guide, Encrypting Amazon RDS resources, Limitations of Amazon RDS encrypted DB instances",
    on("create", [INSTANCE]),
    {
      "rds-replica-encrypted-of-plain": (call) =>
        when(
          given(call.inputs, "kmsKeyId") && plain(call),
          apiError(
            "RDS: CreateDBInstanceReadReplica",
            "InvalidParameterCombination: You can't create an encrypted read replica of an unencrypted DB instance.",
          ),
        ),
    },
  ),
  ...rules("Amazon RDS API Reference, DeleteDBInstance", on("delete", [INSTANCE]), {
    "rds-replica-final-snapshot": (call) =>
      when(
        given(call.inputs, "replicateSourceDb") && !isOn(call.inputs, "skipFinalSnapshot"),
        apiError(
          "RDS: DeleteDBInstance",
          "InvalidParameterCombination: FinalDBSnapshotIdentifier can not be specified when deleting a read replica.",
        ),
      ),
  }),
];
