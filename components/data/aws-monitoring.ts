/** What RDS writes about itself: logs into groups that are encrypted before the first line. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import { type ComponentResource, type Output, all } from "@pulumi/pulumi";
import { TAG } from "../../facts/tags";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import { serviceTrust } from "../policy-document";

/** Logs that PostgreSQL has. Source: Amazon RDS User Guide, "Publishing PostgreSQL logs". */
export const LOG_EXPORTS = ["postgresql", "upgrade"] as const;

/** Whose logs, and under which key. */
export interface ExportedLogsArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly identifier: string;
}

/**
 * Makes the log groups before RDS would, without a key and without an end.
 *
 * @param parent The data component.
 * @param name Its logical name.
 * @param args Whose logs, and under which key.
 */
export function exportedLogs(
  parent: ComponentResource,
  name: string,
  args: ExportedLogsArgs,
): LogGroup[] {
  return LOG_EXPORTS.map(
    (log) =>
      new LogGroup(
        logicalName(name, log, "logs"),
        {
          name: `/aws/rds/instance/${args.identifier}/${log}`,
          retentionInDays: args.site.compute.logRetentionDays,
          kmsKeyId: args.keys.logs,
          tags: { [TAG.dataClass]: "personal" },
        },
        { parent },
      ),
  );
}

/**
 * The role under which RDS reports the load of its host.
 * Source: Amazon RDS User Guide, "Setting up and enabling Enhanced Monitoring".
 *
 * @param parent The data component.
 * @param name Its logical name.
 * @param placement The cell and the site.
 * @returns The ARN, known once the role has its policy.
 */
export function monitoringRole(
  parent: ComponentResource,
  name: string,
  placement: Placement,
): Output<string> {
  const mine = { StringEquals: { "aws:SourceAccount": placement.cell.accountId } };
  const role = new Role(
    logicalName(name, "monitoring"),
    {
      name: siteName("iamRole", placement, "database-monitoring"),
      assumeRolePolicy: serviceTrust("monitoring.rds.amazonaws.com", mine),
    },
    { parent },
  );
  const attachment = new RolePolicyAttachment(
    logicalName(name, "monitoring"),
    {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    },
    { parent },
  );
  // Side by side, not one inside the other: an inner Output adds its dependency only once the outer
  // one is known, and a plan in which a dependency appears later does not hold.
  return all([role.arn, attachment.id]).apply(([arn]) => arn);
}
