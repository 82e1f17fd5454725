/** What Amazon RDS refuses of read replicas. */
import type { Call, Rule, StoredResource } from "../../contract";
import { given, isOn, num, on, rules, text, when } from "../read";
import { isForeign } from "./in-use";
import { apiError } from "./places";

const INSTANCE = "aws:rds/instance:Instance";
const replica = (error: string): string => apiError("RDS: CreateDBInstanceReadReplica", error);

/** The instance that a replica names: by identifier in its own region, else by ARN. */
function sourceOf(call: Call): StoredResource | undefined {
  const name = text(call.inputs, "replicateSourceDb");
  return call.cloud
    .list(INSTANCE)
    .find(
      (one) =>
        one.outputs.arn === name || (one.id === name && one.scope.region === call.scope.region),
    );
}

/** Replicas that name an instance. */
const replicasOf = (call: Call, one: StoredResource | undefined): readonly StoredResource[] =>
  call.cloud
    .list(INSTANCE)
    .filter(
      (other) =>
        one !== undefined &&
        [one.id, one.outputs.arn].includes(other.inputs.replicateSourceDb ?? ""),
    );

/** Refusals of read replicas. */
export const RDS_REPLICA_RULES: readonly Rule[] = [
  ...rules(
    "Amazon RDS User Guide, Working with DB instance read replicas, Considerations and limitations",
    on("create", [INSTANCE]),
    {
      "rds-replica-source-missing": (call) =>
        when(
          given(call.inputs, "replicateSourceDb") && sourceOf(call) === undefined,
          replica(
            `DBInstanceNotFound: DBInstance ${text(call.inputs, "replicateSourceDb")} not found.`,
          ),
        ),
      "rds-replica-source-no-backups": (call) => {
        const source = sourceOf(call);
        return when(
          source !== undefined && (num(source.inputs, "backupRetentionPeriod") ?? 0) === 0,
          replica(
            "InvalidDBInstanceState: Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
          ),
        );
      },
      "rds-replica-source-managed-password": (call) =>
        when(
          isOn(sourceOf(call)?.inputs, "manageMasterUserPassword"),
          replica(
            "InvalidParameterCombination: You can't create a read replica of a DB instance that manages its master user password in AWS Secrets Manager.",
          ),
        ),
    },
  ),
  ...rules(
    "Amazon RDS User Guide, Encrypting Amazon RDS resources, Limitations of Amazon RDS encrypted DB instances",
    on("create", [INSTANCE]),
    {
      "rds-replica-key-missing": (call) => {
        const isFar = isForeign(call, text(call.inputs, "replicateSourceDb"));
        return when(
          isFar &&
            isOn(sourceOf(call)?.inputs, "storageEncrypted") &&
            !given(call.inputs, "kmsKeyId"),
          replica(
            "InvalidParameterCombination: Cannot create a cross region unencrypted read replica from encrypted source.",
          ),
        );
      },
    },
  ),
  ...rules(
    "Amazon RDS User Guide, Password management with Amazon RDS and AWS Secrets Manager, Limitations",
    on("update", [INSTANCE]),
    {
      "rds-managed-password-with-replicas": (call) => {
        const self = call.cloud
          .list(INSTANCE)
          .find((one) => one.id === call.id && one.scope.region === call.scope.region);
        return when(
          isOn(call.inputs, "manageMasterUserPassword") && replicasOf(call, self).length > 0,
          apiError(
            "RDS: ModifyDBInstance",
            "InvalidParameterCombination: You can't manage the master user password in AWS Secrets Manager for a DB instance that has read replicas.",
          ),
        );
      },
    },
  ),
  ...rules(
    "Amazon RDS User Guide, Promoting a read replica to be a standalone DB instance",
    on("update", [INSTANCE]),
    {
      "rds-demotion": (call) => {
        const [from, to] = [call.olds?.replicateSourceDb, call.inputs.replicateSourceDb];
        return when(
          to !== undefined && to !== null && to !== "" && from !== to,
          "cannot elect new source database for replication",
        );
      },
    },
  ),
];
