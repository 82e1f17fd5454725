/** The replica of the relational database in the standby region: replays, and waits to be promoted. */
import { Instance } from "@pulumi/aws/rds";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { generationPart, logicalName } from "../../plan/names";
import type { ReplicaPlan } from "../../plan/dr";
import { DATABASE_PORT } from "../contract";
import { exportedLogs } from "../data/aws-monitoring";
import {
  CERTIFICATE_AUTHORITY,
  type DatabasePlace,
  monitoring,
  parameterGroup,
  subnetGroup,
} from "../data/aws-settings";
import { generationName } from "../naming";
import { StoreAccess } from "../store-access";

/** What the replica copies, and where to. */
export interface AwsReplicaArgs extends DatabasePlace {
  readonly plan: ReplicaPlan;
  /** ARN of the writer: across regions a replica names its source by it. */
  readonly sourceArn: Output<string>;
}

/**
 * Promotion is the workflow's, never the program's: taking `replicateSourceDb` away promotes, and
 * nothing puts it back. Price: facts/prices, `rds` (an hour, storage).
 */
export class AwsReplica extends ComponentResource {
  readonly identifier: string;
  readonly host: Output<string>;

  /**
   * @param name Logical name.
   * @param args What the replica copies, and where to.
   * @param opts Provider of the standby region, and transformations.
   */
  constructor(name: string, args: AwsReplicaArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsReplica", name, {}, opts);
    this.identifier = generationName("rdsInstance", args, "database");
    this.host = this.instance(name, args).address;
    this.registerOutputs({ host: this.host });
  }

  private instance(name: string, args: AwsReplicaArgs): Instance {
    const { plan, site, keys } = args;
    const { identifier } = this;
    const access = new StoreAccess(this, name, { ...args, port: DATABASE_PORT, store: "database" });
    return new Instance(
      logicalName(name, generationPart(plan.generation)),
      {
        identifier,
        replicateSourceDb: args.sourceArn,
        instanceClass: plan.instanceClass,
        dbSubnetGroupName: subnetGroup(this, name, args).name,
        vpcSecurityGroupIds: [access.groupId],
        parameterGroupName: parameterGroup(this, name, args).name,
        caCertIdentifier: CERTIFICATE_AUTHORITY,
        publiclyAccessible: false,
        multiAz: false,
        storageType: "gp3",
        storageEncrypted: true,
        kmsKeyId: keys.data,
        maxAllocatedStorage: site.data.maxStorageGib,
        ...this.keeping(args),
        ...monitoring(this, name, args),
        autoMinorVersionUpgrade: true,
        applyImmediately: false,
      },
      {
        parent: this,
        protect: site.data.deletionProtection,
        dependsOn: exportedLogs(this, name, { ...args, identifier }),
      },
    );
  }

  /** Backups from the first day: a promoted replica without them would have none to start from. */
  private keeping({ site, plan }: AwsReplicaArgs) {
    const { data } = site;
    return {
      backupRetentionPeriod: plan.backupRetentionDays,
      backupWindow: data.backupWindow,
      maintenanceWindow: data.maintenanceWindow,
      copyTagsToSnapshot: true,
      deletionProtection: data.deletionProtection,
      // RDS takes no final snapshot of a replica; the writer has one.
      skipFinalSnapshot: true,
    };
  }
}
