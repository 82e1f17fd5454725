/** PostgreSQL of one site on RDS, in subnets without a way out. */
import { Instance, ParameterGroup, SubnetGroup } from "@pulumi/aws/rds";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { generationPart, logicalName } from "../../plan/names";
import {
  DATABASE_PORT,
  type DataOutputs,
  type KeyOutputs,
  type NetworkOutputs,
  type Placement,
  type SecretOutputs,
} from "../contract";
import { isDataKept } from "../lifetime";
import { generationName, siteName } from "../naming";
import { type Owner, generatePassword, storeSecret } from "../stored-secret";
import { StoreAccess } from "../store-access";
import { LOG_EXPORTS, exportedLogs, monitoringRole } from "./aws-monitoring";

/** What the database is made from. */
export interface AwsDataArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
}

/** Role under which the pooler connects for the workloads; owns nothing, so that RLS binds it. */
const APPLICATION_USER = "podcast_app";

/**
 * The password is written, never read back; the number says when it is written again.
 * Source: Amazon RDS provider documentation, `passwordWoVersion`.
 */
const PASSWORD_VERSION = 1;

/** Certificate authority of the server. Source: Amazon RDS User Guide, "Using SSL/TLS". */
const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

/** Days of performance history that cost nothing. Source: Amazon RDS, Performance Insights. */
const INSIGHTS_DAYS = 7;

/** Price: facts/prices, `rds` (instance hours, twice with a synchronous standby; storage). */
export class AwsData extends ComponentResource implements DataOutputs {
  readonly host: Output<string>;
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
    const instance = this.instance(name, args, password);

    this.host = instance.address;
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

  private instance(name: string, args: AwsDataArgs, password: Output<string>): Instance {
    const plan = args.site.data;
    const access = new StoreAccess(this, name, { ...args, port: DATABASE_PORT, store: "database" });
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
        passwordWo: password,
        passwordWoVersion: PASSWORD_VERSION,
        port: DATABASE_PORT,
        parameterGroupName: this.parameterGroup(name, args).name,
        caCertIdentifier: CERTIFICATE_AUTHORITY,
        dbSubnetGroupName: this.subnetGroup(name, args).name,
        vpcSecurityGroupIds: [access.groupId],
        publiclyAccessible: false,
        multiAz: plan.multiAz,
        ...this.storage(args),
        ...this.backups(args),
        ...this.monitoring(name, args),
        maintenanceWindow: plan.maintenanceWindow,
        autoMinorVersionUpgrade: true,
        applyImmediately: false,
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

  private monitoring(name: string, args: AwsDataArgs) {
    const seconds = args.site.data.monitoringIntervalSeconds;
    const insights = {
      enabledCloudwatchLogsExports: [...LOG_EXPORTS],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: args.keys.data,
      performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
    };
    if (seconds === 0) return { ...insights, monitoringInterval: 0 };
    const monitoringRoleArn = monitoringRole(this, name, args);
    return { ...insights, monitoringInterval: seconds, monitoringRoleArn };
  }

  private subnetGroup(name: string, args: AwsDataArgs): SubnetGroup {
    return new SubnetGroup(
      name,
      {
        name: siteName("rdsGroup", args, "database"),
        description: "Subnets without a way out",
        subnetIds: [...args.network.subnetIds.isolated],
      },
      { parent: this },
    );
  }

  /** The family is part of the name: a new major version needs a new group beside the old one. */
  private parameterGroup(name: string, args: AwsDataArgs): ParameterGroup {
    const { parameterFamily, parameters } = args.site.data;
    return new ParameterGroup(
      logicalName(name, parameterFamily),
      {
        name: siteName("rdsGroup", args, "database", parameterFamily),
        family: parameterFamily,
        description: "TLS forced, logging and preparation for row-level security",
        parameters: parameters.map(({ name: parameter, value, apply }) => ({
          name: parameter,
          value,
          applyMethod: apply,
        })),
      },
      { parent: this },
    );
  }
}
