/** Read replicas in the region of their writer: the pooler's read pool spreads reads over them. */
import { Instance } from "@pulumi/aws/rds";
import type { ComponentResource, Output } from "@pulumi/pulumi";
import { generationPart, logicalName, physicalName } from "../../plan/names";
import { PREFIX } from "../naming";
import { exportedLogs } from "./aws-monitoring";
import { CERTIFICATE_AUTHORITY, type DatabaseMonitoring, type DatabasePlace } from "./aws-settings";

/** What the replicas share with their writer. */
export interface ReadReplicasArgs extends DatabasePlace {
  readonly writer: Instance;
  readonly parameterGroupName: Output<string>;
  readonly groupId: Output<string>;
  /** Logs, performance history and measures of the host, as the writer has them. */
  readonly monitoring: DatabaseMonitoring;
}

/**
 * Makes the least number of replicas that the plan states.
 *
 * @param parent The data component.
 * @param name Its logical name.
 * @param args What the replicas share with their writer.
 * @returns Their hosts; empty where the plan has none.
 */
export function readReplicas(
  parent: ComponentResource,
  name: string,
  args: ReadReplicasArgs,
): readonly Output<string>[] {
  const { min } = args.site.data.readReplicas;
  return Array.from({ length: min }, (_, index) => readReplica(parent, name, args, index + 1));
}

function readReplica(
  parent: ComponentResource,
  name: string,
  args: ReadReplicasArgs,
  number: number,
): Output<string> {
  const { cell, site, writer } = args;
  const { generation, ...plan } = site.data;
  const role = `read-${number}`;
  const parts = [PREFIX, cell.stack, site.role, "database", role];
  const identifier = physicalName("rdsInstance", parts, generation);
  const logical = logicalName(name, role);
  const replica = new Instance(
    logicalName(logical, generationPart(generation)),
    {
      identifier,
      // In its own region a replica names its source, and takes engine, storage and key from it.
      replicateSourceDb: writer.identifier,
      instanceClass: plan.replicaClass,
      parameterGroupName: args.parameterGroupName,
      vpcSecurityGroupIds: [args.groupId],
      storageType: "gp3",
      storageEncrypted: true,
      kmsKeyId: args.keys.data,
      maxAllocatedStorage: plan.maxStorageGib,
      publiclyAccessible: false,
      multiAz: false,
      caCertIdentifier: CERTIFICATE_AUTHORITY,
      ...args.monitoring,
      // Its writer is backed up, and it is made again from there.
      backupRetentionPeriod: 0,
      skipFinalSnapshot: true,
      copyTagsToSnapshot: true,
      deletionProtection: plan.deletionProtection,
      maintenanceWindow: plan.maintenanceWindow,
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
    },
    {
      parent,
      protect: plan.deletionProtection,
      dependsOn: exportedLogs(parent, logical, { ...args, identifier }),
    },
  );
  return replica.address;
}
