/** PostgreSQL of one site on RDS, in subnets without a way out. */
import { Instance } from "@pulumi/aws/rds";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { BACKED_UP, TAG } from "../../facts/tags";
import { generationPart, logicalName } from "../../plan/names";
import { DATABASE_PORT, type DataOutputs, type SecretOutputs } from "../contract";
import { isDataKept } from "../lifetime";
import { generationName } from "../naming";
import { type Owner, generatePassword, storeSecret } from "../stored-secret";
import { StoreAccess } from "../store-access";
import { exportedLogs } from "./aws-monitoring";
import { readReplicas } from "./aws-replicas";
import {
  CERTIFICATE_AUTHORITY,
  type DatabaseMonitoring,
  type DatabasePlace,
  monitoring,
  parameterGroup,
  subnetGroup,
} from "./aws-settings";

/** What the database is made from. */
export type AwsDataArgs = DatabasePlace;

/** Role under which the pooler connects for the workloads; owns nothing, so that RLS binds it. */
const APPLICATION_USER = "podcast_app";

/**
 * The password is written, never read back; the number says when it is written again.
 * Source: Amazon RDS provider documentation, `passwordWoVersion`.
 */
const PASSWORD_VERSION = 1;

/** Price: facts/prices, `rds` (instance hours, twice with a synchronous standby; storage). */
export class AwsData extends ComponentResource implements DataOutputs {
  readonly host: Output<string>;
  readonly readHosts: readonly Output<string>[];
  readonly arn: Output<string>;
  readonly databaseName: string;
  readonly applicationSecret: SecretOutputs;
  readonly masterSecret: SecretOutputs;

  /**
   * @param name Logical name.
   * @param args The cell, the site, its keys and its network.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsDataArgs, opts: ComponentResourceOptions) {
    super("platform:data:AwsData", name, {}, opts);
    const owner: Owner = { ...args, parent: this, name };
    const plan = args.site.data;
    const password = generatePassword(owner, "database-master");
    const { instance, readHosts } = this.instances(name, args, password);

    this.host = instance.address;
    this.readHosts = readHosts;
    this.arn = instance.arn;
    this.databaseName = plan.databaseName;
    const place = { host: instance.address, port: DATABASE_PORT, database: plan.databaseName };
    // Another generation has another host, which the store learns by a version of its own.
    const version = generationPart(plan.generation);
    this.masterSecret = storeSecret(owner, {
      role: "database-master",
      version,
      values: { ...place, username: plan.masterUsername, password },
    });
    const application = generatePassword(owner, "database-application");
    this.applicationSecret = storeSecret(owner, {
      role: "database-application",
      version,
      values: { ...place, username: APPLICATION_USER, password: application },
    });
    this.registerOutputs({ host: this.host, databaseName: this.databaseName });
  }

  /** The writer, and its replicas in the same region. */
  private instances(name: string, args: AwsDataArgs, password: Output<string>) {
    const access = new StoreAccess(this, name, { ...args, port: DATABASE_PORT, store: "database" });
    const { groupId } = access;
    const shared = {
      groupId,
      parameterGroupName: parameterGroup(this, name, args).name,
      monitoring: monitoring(this, name, args),
    };
    const instance = this.instance(name, args, { ...shared, password });
    const readHosts = readReplicas(this, name, { ...args, ...shared, writer: instance });
    return { instance, readHosts };
  }

  private instance(
    name: string,
    args: AwsDataArgs,
    given: {
      readonly password: Output<string>;
      readonly groupId: Output<string>;
      readonly parameterGroupName: Output<string>;
      readonly monitoring: DatabaseMonitoring;
    },
  ): Instance {
    const plan = args.site.data;
    const identifier = generationName("rdsInstance", args, "database");
    return new Instance(
      logicalName(name, generationPart(plan.generation)),
      {
        identifier,
        engine: "postgres",
        engineVersion: plan.engineVersion,
        instanceClass: plan.instanceClass,
        dbName: plan.databaseName,
        username: plan.masterUsername,
        // RDS cannot replicate an instance whose password it manages itself.
        passwordWo: given.password,
        passwordWoVersion: PASSWORD_VERSION,
        port: DATABASE_PORT,
        parameterGroupName: given.parameterGroupName,
        caCertIdentifier: CERTIFICATE_AUTHORITY,
        dbSubnetGroupName: subnetGroup(this, name, args).name,
        vpcSecurityGroupIds: [given.groupId],
        publiclyAccessible: false,
        multiAz: plan.multiAz,
        ...this.storage(args),
        ...this.backups(args),
        ...given.monitoring,
        maintenanceWindow: plan.maintenanceWindow,
        autoMinorVersionUpgrade: true,
        applyImmediately: false,
        tags: { [TAG.backup]: BACKED_UP },
      },
      {
        parent: this,
        protect: plan.deletionProtection,
        dependsOn: exportedLogs(this, name, { ...args, identifier }),
      },
    );
  }

  private storage({ site, keys }: AwsDataArgs) {
    return {
      storageType: "gp3",
      allocatedStorage: site.data.storageGib,
      maxAllocatedStorage: site.data.maxStorageGib,
      storageEncrypted: true,
      kmsKeyId: keys.data,
    } as const;
  }

  private backups(args: AwsDataArgs) {
    const plan = args.site.data;
    const snapshot = generationName("rdsSnapshot", args, "database-final");
    return {
      backupRetentionPeriod: plan.backupRetentionDays,
      backupWindow: plan.backupWindow,
      copyTagsToSnapshot: true,
      deletionProtection: plan.deletionProtection,
      deleteAutomatedBackups: !isDataKept(args.cell),
      skipFinalSnapshot: !plan.finalSnapshot,
      ...(plan.finalSnapshot ? { finalSnapshotIdentifier: snapshot } : {}),
    };
  }
}
