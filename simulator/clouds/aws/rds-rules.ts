/** What Amazon RDS refuses of an instance by itself. */
import type { Values } from "../../../facts/values";
import type { Call, Rule } from "../../contract";
import { at, firstOf, given, isOn, num, others, on, rules, text, when } from "../read";
import { apiError } from "./places";
import { POSTGRES_MINORS, SNAPSHOT } from "./rds-models";
import { windowsMeet } from "./windows";

const INSTANCE = "aws:rds/instance:Instance";
const create = (error: string): string => apiError("RDS: CreateDBInstance", error);
const modify = (error: string): string => apiError("RDS: ModifyDBInstance", error);

/** Whether an instance is made of another one and takes its users from there. */
const isCopy = (inputs: Values): boolean =>
  ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"].some((key) =>
    given(inputs, key),
  );

function identifierForm(call: Call): string | undefined {
  const name = text(call.inputs, "identifier");
  if (name === undefined) return undefined;
  return firstOf([
    when(
      !/^[a-z0-9-]+$/.test(name),
      `only lowercase alphanumeric characters and hyphens allowed in "identifier", got ${name}`,
    ),
    when(!/^[a-z]/.test(name), `first character of "identifier" must be a letter, got ${name}`),
    when(name.includes("--"), `"identifier" cannot contain two consecutive hyphens, got ${name}`),
    when(name.endsWith("-"), `"identifier" cannot end in a hyphen, got ${name}`),
    when(
      name.length > 63,
      create(
        `InvalidParameterValue: The parameter DBInstanceIdentifier is not a valid identifier: longer than 63 characters: ${name}`,
      ),
    ),
  ]);
}

const PASSWORDS = ["password", "passwordWo", "manageMasterUserPassword"] as const;

function versionUnknown(call: Call): string | undefined {
  const version = text(call.inputs, "engineVersion");
  if (text(call.inputs, "engine") !== "postgres" || version === undefined) return undefined;
  const [major = "", minor] = version.split(".");
  const newest = POSTGRES_MINORS[major];
  return when(
    newest === undefined || Number(minor ?? 0) > newest,
    create(`InvalidParameterCombination: Cannot find version ${version} for postgres`),
  );
}

/** gp3 and gp2 begin at 20 GiB; below 400 GiB gp3 has fixed IOPS and throughput. */
const LEAST_GIB = 20;
const LEAST_GIB_FOR_IOPS = 400;

function versionMove(call: Call): string | undefined {
  const [from, to] = [text(call.olds, "engineVersion"), text(call.inputs, "engineVersion")];
  const [before, after] = [from, to].map((version) => (version ?? "").split(".").map(Number));
  const [major = 0, nextMajor = 0] = [before?.[0], after?.[0]];
  if (from === undefined || to === undefined) return undefined;
  const isBack =
    nextMajor < major || (nextMajor === major && (after?.[1] ?? Infinity) < (before?.[1] ?? 0));
  if (isBack)
    return modify(`InvalidParameterCombination: Cannot upgrade postgres from ${from} to ${to}`);
  return when(
    nextMajor > major && !isOn(call.inputs, "allowMajorVersionUpgrade"),
    modify(
      "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    ),
  );
}

/** Refusals that follow from the instance's own inputs, and of its delete. */
export const RDS_INSTANCE_RULES: readonly Rule[] = [
  ...rules("Amazon RDS User Guide, Naming constraints in Amazon RDS", on("check", [INSTANCE]), {
    "rds-identifier-form": identifierForm,
  }),
  ...rules(
    "Pulumi AWS SDK, aws.rds.Instance: password, passwordWo, manageMasterUserPassword",
    on("check", [INSTANCE]),
    {
      "rds-password-twice": (call) => {
        const set = PASSWORDS.filter(
          (key) => given(call.inputs, key) && at(call.inputs, key) !== false,
        );
        return when(set.length > 1, `"${set[0]}": conflicts with ${set.slice(1).join(", ")}`);
      },
      "rds-password-version-missing": (call) =>
        when(
          given(call.inputs, "passwordWo") && !given(call.inputs, "passwordWoVersion"),
          `"passwordWo": all of \`passwordWo,passwordWoVersion\` must be specified`,
        ),
      "rds-master-missing": (call) =>
        when(
          !isCopy(call.inputs) &&
            (!given(call.inputs, "username") || !PASSWORDS.some((key) => given(call.inputs, key))),
          `"username" and one of "password", "passwordWo", "manageMasterUserPassword" are required unless the instance is made of another one`,
        ),
    },
  ),
  ...rules("Amazon RDS API Reference, CreateDBInstance", on("check", [INSTANCE]), {
    "rds-backup-retention": (call) => {
      const days = num(call.inputs, "backupRetentionPeriod");
      return when(
        days !== undefined && (days < 0 || days > 35),
        `expected backup_retention_period to be in the range (0 - 35), got ${days}`,
      );
    },
  }),
  ...rules("Amazon RDS API Reference, CreateDBInstance", on("create update", [INSTANCE]), {
    "rds-engine-version-unknown": versionUnknown,
    "rds-storage-minimum": (call) => {
      const size = num(call.inputs, "allocatedStorage");
      return when(
        size !== undefined && size < LEAST_GIB,
        create(
          `InvalidParameterValue: Invalid storage size for engine name ${text(call.inputs, "engine")} and storage type ${text(call.inputs, "storageType") ?? "gp2"}: ${size}`,
        ),
      );
    },
    "rds-storage-limit": (call) => {
      const [size = 0, limit = 0] = [
        num(call.inputs, "allocatedStorage"),
        num(call.inputs, "maxAllocatedStorage"),
      ];
      return when(
        limit > 0 && limit <= size,
        create("InvalidParameterCombination: Max storage size must be greater than storage size"),
      );
    },
    "rds-storage-iops": (call) => {
      const isSmall = (num(call.inputs, "allocatedStorage") ?? Infinity) < LEAST_GIB_FOR_IOPS;
      const isSet = given(call.inputs, "iops") || given(call.inputs, "storageThroughput");
      return when(
        text(call.inputs, "storageType") === "gp3" && isSmall && isSet,
        create(
          `InvalidParameterCombination: You can't specify IOPS or storage throughput for engine ${text(call.inputs, "engine")} and a storage size less than ${LEAST_GIB_FOR_IOPS}.`,
        ),
      );
    },
    "rds-multi-az-zone": (call) =>
      when(
        isOn(call.inputs, "multiAz") && given(call.inputs, "availabilityZone"),
        create(
          "InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances.",
        ),
      ),
    "rds-windows-meet": (call) =>
      when(
        windowsMeet(text(call.inputs, "backupWindow"), text(call.inputs, "maintenanceWindow")),
        create("InvalidParameterValue: The backup window and maintenance window must not overlap."),
      ),
    "rds-monitoring-role": (call) =>
      when(
        (num(call.inputs, "monitoringInterval") ?? 0) > 0 &&
          !given(call.inputs, "monitoringRoleArn"),
        create(
          "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.",
        ),
      ),
    "rds-class-form": (call) => {
      const kind = text(call.inputs, "instanceClass");
      return when(
        kind !== undefined && !/^db\.[a-z]+\d[a-z]*\.\w+$/.test(kind),
        create(`InvalidParameterValue: Invalid DB Instance class: ${kind}`),
      );
    },
  }),
  ...rules(
    "Amazon RDS User Guide, Upgrading the RDS for PostgreSQL DB engine",
    on("update", [INSTANCE]),
    { "rds-version-move": versionMove },
  ),
  ...rules("Amazon RDS API Reference, ModifyDBInstance", on("update", [INSTANCE]), {
    "rds-storage-shrink": (call) => {
      // With a limit set the provider leaves a smaller size alone, since the storage grows by itself.
      const [from = 0, to = Infinity] = [
        num(call.olds, "allocatedStorage"),
        num(call.inputs, "allocatedStorage"),
      ];
      return when(
        to < from && !given(call.inputs, "maxAllocatedStorage"),
        modify(
          `InvalidParameterCombination: Invalid storage size: ${to} GiB is less than the current ${from} GiB`,
        ),
      );
    },
  }),
  ...rules("Amazon RDS User Guide, Deleting a DB instance", on("delete", [INSTANCE]), {
    "rds-deletion-protection": (call) =>
      when(
        isOn(call.inputs, "deletionProtection"),
        apiError(
          "RDS: DeleteDBInstance",
          "InvalidParameterCombination: Cannot delete protected DB Instance, please disable deletion protection and try again.",
        ),
      ),
    "rds-final-snapshot-missing": (call) =>
      when(
        !isOn(call.inputs, "skipFinalSnapshot") &&
          !given(call.inputs, "finalSnapshotIdentifier") &&
          !given(call.inputs, "replicateSourceDb"),
        "final_snapshot_identifier is required when skip_final_snapshot is false",
      ),
    "rds-final-snapshot-taken": (call) => {
      const name = text(call.inputs, "finalSnapshotIdentifier");
      const isTaken =
        !isOn(call.inputs, "skipFinalSnapshot") &&
        others(call, SNAPSHOT).some((one) => one.id === name);
      return when(
        isTaken,
        apiError(
          "RDS: DeleteDBInstance",
          `DBSnapshotAlreadyExists: Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
        ),
      );
    },
  }),
];
