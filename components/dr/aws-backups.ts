/** The backup plan of a cell: what carries the tag is backed up here and copied to the other region. */
import { Plan, Selection } from "@pulumi/aws/backup";
import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { BACKED_UP, TAG } from "../../facts/tags";
import type { BackupsPlan } from "../../plan/dr";
import { logicalName } from "../../plan/names";
import { type Place, siteName } from "../naming";
import { serviceTrust } from "../policy-document";
import type { AwsVault } from "./aws-vault";

/** The rules, and the vaults of both regions. */
export interface AwsBackupsArgs extends Place {
  readonly plan: BackupsPlan;
  readonly vault: AwsVault;
  readonly copies: AwsVault;
}

/**
 * What AWS Backup may do to make a backup and its copy. Restoring is the right of people.
 * Source: AWS Backup Developer Guide, "Managed policies for AWS Backup".
 */
const BACKUP_POLICY = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup";

/** Price: the vaults bear it. */
export class AwsBackups extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args The rules, and the vaults of both regions.
   * @param opts Provider of the active region, and transformations.
   */
  constructor(name: string, args: AwsBackupsArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsBackups", name, {}, opts);
    const plan = this.plan(name, args);
    const { role, allowed } = this.role(name, args);
    new Selection(
      logicalName(name, "tagged"),
      {
        name: siteName("backupPlan", args, "tagged"),
        planId: plan.id,
        iamRoleArn: role.arn,
        selectionTags: [{ type: "STRINGEQUALS", key: TAG.backup, value: BACKED_UP }],
      },
      { parent: this, dependsOn: [allowed] },
    );
    this.registerOutputs({ planId: plan.id });
  }

  private plan(name: string, args: AwsBackupsArgs): Plan {
    const { plan, vault, copies } = args;
    return new Plan(
      name,
      {
        name: siteName("backupPlan", args, "backups"),
        rules: plan.rules.map((rule) => ({
          ruleName: rule.name,
          targetVaultName: vault.vaultName,
          schedule: rule.schedule,
          scheduleExpressionTimezone: "UTC",
          startWindow: plan.startWindowMinutes,
          completionWindow: plan.completionWindowMinutes,
          lifecycle: { deleteAfter: rule.keepDays },
          copyActions: [
            { destinationVaultArn: copies.arn, lifecycle: { deleteAfter: rule.keepDays } },
          ],
        })),
      },
      { parent: this, dependsOn: [vault.locked, copies.locked] },
    );
  }

  private role(name: string, args: AwsBackupsArgs): { role: Role; allowed: Resource } {
    const mine = { StringEquals: { "aws:SourceAccount": args.cell.accountId } };
    const role = new Role(
      name,
      {
        name: siteName("iamRole", args, "backups"),
        assumeRolePolicy: serviceTrust("backup.amazonaws.com", mine),
      },
      { parent: this },
    );
    const allowed = new RolePolicyAttachment(
      name,
      { role: role.name, policyArn: BACKUP_POLICY },
      { parent: this },
    );
    return { role, allowed };
  }
}
