/** What a writer and its replicas on RDS have in common, each in its own region. */
import { type InstanceArgs, ParameterGroup, SubnetGroup } from "@pulumi/aws/rds";
import type { ComponentResource } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import { LOG_EXPORTS, monitoringRole } from "./aws-monitoring";

/** The site of a database, its keys and its network. */
export interface DatabasePlace extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
}

/** Certificate authority of the server. Source: Amazon RDS User Guide, "Using SSL/TLS". */
export const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

/** Days of performance history that cost nothing. Source: Amazon RDS, Performance Insights. */
const INSIGHTS_DAYS = 7;

/**
 * The subnets without a way out.
 *
 * @param parent The component that owns the database.
 * @param name Its logical name.
 * @param args Site, keys and network.
 */
export function subnetGroup(
  parent: ComponentResource,
  name: string,
  args: DatabasePlace,
): SubnetGroup {
  return new SubnetGroup(
    name,
    {
      name: siteName("rdsGroup", args, "database"),
      description: "Subnets without a way out",
      subnetIds: [...args.network.subnetIds.isolated],
    },
    { parent },
  );
}

/**
 * The engine's parameters. The family is part of the name: a new major version needs a new group
 * beside the old one.
 *
 * @param parent The component that owns the database.
 * @param name Its logical name.
 * @param args The site, whose data plan has the parameters.
 */
export function parameterGroup(
  parent: ComponentResource,
  name: string,
  args: Placement,
): ParameterGroup {
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
    { parent },
  );
}

/** Inputs of an instance about what is measured of it. */
export type DatabaseMonitoring = Pick<
  InstanceArgs,
  | "enabledCloudwatchLogsExports"
  | "monitoringInterval"
  | "monitoringRoleArn"
  | "performanceInsightsEnabled"
  | "performanceInsightsKmsKeyId"
  | "performanceInsightsRetentionPeriod"
>;

/**
 * Logs, performance history and measures of the host.
 *
 * @param parent The component that owns the database.
 * @param name Its logical name.
 * @param args Site and keys.
 */
export function monitoring(
  parent: ComponentResource,
  name: string,
  args: DatabasePlace,
): DatabaseMonitoring {
  const seconds = args.site.data.monitoringIntervalSeconds;
  const insights = {
    enabledCloudwatchLogsExports: [...LOG_EXPORTS],
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: args.keys.data,
    performanceInsightsRetentionPeriod: INSIGHTS_DAYS,
  };
  if (seconds === 0) return { ...insights, monitoringInterval: 0 };
  const monitoringRoleArn = monitoringRole(parent, name, args);
  return { ...insights, monitoringInterval: seconds, monitoringRoleArn };
}
