/** Everything that moves the cell when its first region is away; all of it in the standby region. */
import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { POOLS_READ_PERMISSION } from "../../facts/cloudflare";
import type { SiteRole } from "../../plan/cell";
import type { StandbyPlan } from "../../plan/dr";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Placement, Where } from "../contract";
import { AwsFunction } from "../functions/aws";
import { onSchedule } from "../functions/triggers";
import { siteName } from "../naming";
import { alertTopics } from "../observability/aws-topics";
import { type Owner, storeSecret } from "../stored-secret";
import type { AwsStandbyCluster } from "./aws-cluster";
import { failoverJob } from "./aws-job";
import { markerArn, markerName, siteMarker } from "./aws-marker";
import type { AwsReplica } from "./aws-replica";
import { failoverMachine } from "./aws-workflow";
import { edgeToken, poolUrl } from "./edge-api";

/** What is watched, and what is moved. */
export interface AwsFailoverArgs extends Placement {
  readonly plan: StandbyPlan;
  readonly keys: KeyOutputs;
  readonly replica: AwsReplica;
  readonly cluster: AwsStandbyCluster;
  /** Ids of the sites' pools at the edge. */
  readonly poolIds: ReadonlyMap<SiteRole, Output<string>>;
}

/** Minutes over the threshold after which the alarm goes off. */
const LAG_MINUTES = 5;

/** Price: facts/prices, of the alarm and the function; the rest is paid when it runs. */
export class AwsFailover extends ComponentResource {
  readonly stateMachineArn: Output<string>;

  /**
   * @param name Logical name.
   * @param args What is watched, and what is moved.
   * @param opts Providers, that of the standby region among them, and transformations.
   */
  constructor(name: string, args: AwsFailoverArgs, opts: ComponentResourceOptions) {
    super("platform:dr:AwsFailover", name, {}, opts);
    const where: Where = { cell: args.cell, site: args.site, parent: this, name };
    const { plan, keys, replica, cluster, poolIds } = args;
    const marker = siteMarker(where, plan.failover.marker);
    const topics = alertTopics(where, keys);
    this.lagAlarm(where, args, topics.critical);
    const job = failoverJob(where, { plan: plan.failover, keys });
    const machine = failoverMachine(where, {
      ...{ plan, keys, job, poolIds, topicArn: topics.critical },
      replicaIdentifier: replica.identifier,
      clusterName: cluster.clusterName,
      pools: cluster.pools,
    });
    this.stateMachineArn = machine.arn;
    this.detector(where, args, topics.critical);
    this.registerOutputs({ stateMachineArn: machine.arn, marker: marker.name });
  }

  /** A replica that says nothing is a replica that is late. */
  private lagAlarm(where: Where, args: AwsFailoverArgs, topicArn: Output<string>): void {
    new MetricAlarm(
      logicalName(where.name, "replica-lag"),
      {
        name: siteName("alarm", where, "replica-lag"),
        alarmDescription: "The standby database is further behind than the cell may lose",
        namespace: "AWS/RDS",
        metricName: "ReplicaLag",
        dimensions: { DBInstanceIdentifier: args.replica.identifier },
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: LAG_MINUTES,
        comparisonOperator: "GreaterThanThreshold",
        threshold: args.plan.detector.replicaLagSeconds,
        treatMissingData: "breaching",
        alarmActions: [topicArn],
        okActions: [topicArn],
      },
      { parent: this },
    );
  }

  private detector(where: Where, args: AwsFailoverArgs, topicArn: Output<string>): void {
    const { publicUrl, schedule, dryRun } = args.plan.detector;
    const owner: Owner = { ...where, keys: args.keys };
    const token = edgeToken(where, { role: "pool-health", permission: POOLS_READ_PERMISSION });
    const secret = storeSecret(owner, { role: "edge-health", version: "v1", values: { token } });
    const made = new AwsFunction(
      { ...where, keys: args.keys },
      {
        code: "detector",
        alarmTopicArn: topicArn,
        environment: {
          PUBLIC_URL: publicUrl,
          ORIGIN_HEALTH_URL: poolUrl(where, args.poolIds.get("primary") ?? "", "/health"),
          EDGE_TOKEN_SECRET: secret.name,
          MARKER_PARAMETER: markerName(where),
          STATE_MACHINE_ARN: this.stateMachineArn,
        },
        statements: [
          {
            Sid: "ReadMarker",
            Effect: "Allow",
            Action: "ssm:GetParameter",
            Resource: markerArn(where),
          },
          {
            Sid: "StartFailover",
            Effect: "Allow",
            Action: "states:StartExecution",
            Resource: this.stateMachineArn,
          },
          {
            Sid: "ReadEdgeToken",
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: secret.arn,
          },
          {
            Sid: "OpenEdgeToken",
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: args.keys.secrets,
            Condition: {
              StringEquals: {
                "kms:ViaService": `secretsmanager.${where.site.region}.amazonaws.com`,
              },
            },
          },
        ],
      },
    );
    onSchedule(made, {
      key: "watch",
      expression: schedule,
      description: "Asks whether the active site serves",
      input: { dryRun },
    });
  }
}
