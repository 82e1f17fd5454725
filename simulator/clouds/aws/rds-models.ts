/** Answers of Amazon RDS. */
import type { Values } from "../../../facts/values";
import type { Model, StoredResource } from "../../contract";
import { at, hex, isOn, known, num, text } from "../read";
import { models } from "./model";

/**
 * The newest minor version of each major version of PostgreSQL.
 * Source: Release notes for Amazon RDS for PostgreSQL, PostgreSQL versions.
 */
export const POSTGRES_MINORS: Readonly<Record<string, number>> = {
  "13": 23,
  "14": 20,
  "15": 15,
  "16": 11,
  "17": 7,
  "18": 1,
};

/** The type that a final snapshot has in the ledger: in no Pulumi state. */
export const SNAPSHOT = "aws:rds/finalSnapshot:FinalSnapshot";

/** Share by which storage grows: 10 %, at least 10 GiB. Source: Amazon RDS User Guide, Managing capacity automatically with Amazon RDS storage autoscaling. */
const GROWTH = 1.1;
const LEAST_GROWTH_GIB = 10;

/** A newer minor version than the one that runs: releases come out as time passes. */
function patched(now: Values): Values {
  const [major = "", minor = "0"] = (text(now, "engineVersionActual") ?? "").split(".");
  const next = `${major}.${Number(minor) + 1}`;
  // Where the program pins a minor version, the provider reports the new one as drift.
  const isPinned = text(now, "engineVersion")?.includes(".") === true;
  return { engineVersionActual: next, ...(isPinned ? { engineVersion: next } : {}) };
}

/** Storage grows towards its limit, and minor versions are installed where that is on. */
function age(resource: StoredResource): Values | undefined {
  const now = known(resource);
  const size = num(now, "allocatedStorage") ?? 0;
  const limit = num(now, "maxAllocatedStorage") ?? 0;
  const grown = Math.min(limit, Math.max(Math.ceil(size * GROWTH), size + LEAST_GROWTH_GIB));
  return {
    ...(limit > size ? { allocatedStorage: grown } : {}),
    ...(at(now, "autoMinorVersionUpgrade") === false ? {} : patched(now)),
  };
}

/** Models of databases and their groups. */
export const RDS_MODELS: readonly Model[] = models([
  {
    type: "rds/instance:Instance",
    id: "{.identifier}",
    outputs: {
      arn: "arn:aws:rds:{region}:{account}:db:{.identifier}",
      resourceId: "db-{upper26}",
      address: (call) =>
        `${text(call.inputs, "identifier")}.${hex(call.scope.account, 12)}.${call.scope.region}.rds.amazonaws.com`,
      endpoint: (call) =>
        `${text(call.inputs, "identifier")}.${hex(call.scope.account, 12)}.${call.scope.region}.rds.amazonaws.com:${num(call.inputs, "port") ?? 5432}`,
      hostedZoneId: "Z{upper13}",
      status: "available",
      engineVersionActual: (call) => {
        const version = text(call.inputs, "engineVersion") ?? "17";
        return version.includes(".")
          ? version
          : `${version}.${(POSTGRES_MINORS[version] ?? 1) - 1}`;
      },
      replicas: [],
      masterUserSecrets: (call) =>
        isOn(call.inputs, "manageMasterUserPassword")
          ? [
              {
                secretArn: `arn:aws:secretsmanager:${call.scope.region}:${call.scope.account}:secret:rds!db-${hex(call.urn, 8)}`,
                secretStatus: "active",
              },
            ]
          : [],
    },
    replaceOn: [
      "availabilityZone",
      "dbName",
      "engine",
      "kmsKeyId",
      "storageEncrypted",
      "username",
      "snapshotIdentifier",
      "characterSetName",
      "timezone",
      "restoreToPointInTime",
    ],
    updateInPlace: ["replicateSourceDb", "identifier"],
    writeOnly: ["passwordWo"],
    remains: (call) => {
      const name = text(call.inputs, "finalSnapshotIdentifier");
      const isKept =
        name !== undefined &&
        !isOn(call.inputs, "skipFinalSnapshot") &&
        text(call.inputs, "replicateSourceDb") === undefined;
      return isKept
        ? [{ type: SNAPSHOT, id: name, outputs: { dbInstanceIdentifier: call.id } }]
        : [];
    },
    age,
  },
  {
    type: "rds/subnetGroup:SubnetGroup",
    id: "{.name}",
    outputs: {
      arn: "arn:aws:rds:{region}:{account}:subgrp:{id}",
      vpcId: (call) =>
        text(
          call.cloud.find("aws:ec2/subnet:Subnet", at(call.inputs, "subnetIds.0"))?.inputs,
          "vpcId",
        ) ?? "",
      supportedNetworkTypes: ["IPV4"],
    },
    replaceOn: ["name", "namePrefix"],
  },
  {
    type: "rds/parameterGroup:ParameterGroup",
    id: "{.name}",
    outputs: { arn: "arn:aws:rds:{region}:{account}:pg:{id}" },
    replaceOn: ["name", "namePrefix", "family", "description"],
  },
  {
    type: "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    id: "arn:aws:rds:{region}:{account}:auto-backup:ab-{hex26}",
    replaceOn: ["sourceDbInstanceArn", "kmsKeyId", "retentionPeriod"],
  },
]);
