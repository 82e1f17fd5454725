/** Everything that moves the cell when its first region is away; all of it in the standby region. */
import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { SiteRole } from "../../plan/cell";
import type { StandbyPlan } from "../../plan/dr";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, OriginOutputs, Placement, SecretOutputs, Where } from "../contract";
import { AwsFunction } from "../functions/aws";
import { onSchedule } from "../functions/triggers";
import { siteName } from "../naming";
import { alertTopics } from "../observability/aws-topics";
import type { AwsStandbyCluster } from "./aws-cluster";
import { failoverJob } from "./aws-job";
import { markerArn, markerName, siteMarker } from "./aws-marker";
import type { AwsReplica } from "./aws-replica";
import { failoverMachine } from "./aws-workflow";

/** What is watched, and what is moved. */
export interface AwsFailoverArgs extends Placement {
  readonly plan: StandbyPlan;
  readonly keys: KeyOutputs;
  readonly replica: AwsReplica;
  readonly cluster: AwsStandbyCluster;
  /** Ids of the sites' pools at the edge. */
  readonly poolIds: ReadonlyMap<SiteRole, Output<string>>;
  /** The way in of the active site, which the detector asks behind the edge's back. */
  readonly origin: OriginOutputs;
  readonly originPullSecret: SecretOutputs | undefined;
  /** Name in the certificate of the origin. */
  readonly host: string;
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
    const { cell, site } = where;
    const secretName = args.originPullSecret?.name;
    const made = new AwsFunction(
      { ...where, keys: args.keys },
      {
        code: "detector",
        alarmTopicArn: topicArn,
        environment: {
          PUBLIC_URL: args.plan.detector.publicUrl,
          ORIGIN_URL: args.origin.host.apply((host) => `https://${host}/healthz/ready`),
          ORIGIN_SERVER_NAME: args.host,
          MARKER_PARAMETER: markerName(where),
          STATE_MACHINE_ARN: this.stateMachineArn,
          ...(secretName === undefined ? {} : { ORIGIN_CERTIFICATE_SECRET: secretName }),
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
          ...(secretName === undefined
            ? []
            : [
                {
                  Sid: "ReadCertificate",
                  Effect: "Allow",
                  Action: "secretsmanager:GetSecretValue",
                  // A replica has the name of its secret, and six characters that we do not know.
                  Resource: `arn:aws:secretsmanager:${site.region}:${cell.accountId}:secret:${secretName}-??????`,
                } as const,
                {
                  Sid: "OpenCertificate",
                  Effect: "Allow",
                  Action: "kms:Decrypt",
                  Resource: args.keys.secrets,
                  Condition: {
                    StringEquals: {
                      "kms:ViaService": `secretsmanager.${site.region}.amazonaws.com`,
                    },
                  },
                } as const,
              ]),
        ],
      },
    );
    onSchedule(made, {
      key: "watch",
      expression: args.plan.detector.schedule,
      description: "Asks whether the active site serves",
      input: { dryRun: args.plan.detector.dryRun },
    });
  }
}
