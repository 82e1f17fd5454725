/** Continuous backups of enterprise tenants' databases, copied to the standby region. */
import { InstanceAutomatedBackupsReplication } from "@pulumi/aws/rds";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Placement } from "../contract";

/** Whose backups, and under which key. */
export interface AwsBackupCopiesArgs extends Placement {
  readonly keys: KeyOutputs;
  /** ARNs of the databases by tenant. */
  readonly databases: ReadonlyMap<string, Output<string>>;
}

/** Days that a copy reaches back: a week over a long weekend, as in the active region at least. */
const KEEP_DAYS = 7;

/**
 * A replica for each tenant would cost as much as its database; a restore to the last five minutes
 * stays within the hour that may be lost and the four that it may take.
 * Source: Amazon RDS User Guide, "Replicating automated backups to another AWS Region".
 * Price: facts/prices, `rds` (backup storage, a GB and month).
 */
export class AwsBackupCopies extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args Whose backups, and under which key.
   * @param opts Provider of the standby region, and transformations.
   */
  constructor(name: string, args: AwsBackupCopiesArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsBackupCopies", name, {}, opts);
    for (const [tenant, sourceDbInstanceArn] of args.databases) {
      new InstanceAutomatedBackupsReplication(
        logicalName(name, tenant),
        { sourceDbInstanceArn, kmsKeyId: args.keys.data, retentionPeriod: KEEP_DAYS },
        { parent: this },
      );
    }
    this.registerOutputs({ tenants: [...args.databases.keys()] });
  }
}
