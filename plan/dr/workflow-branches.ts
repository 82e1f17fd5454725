/** Steps of the failover that run beside each other: the database, and each group of nodes. */
import { STEP_LIMITS } from "./budget";
import { type Machine, poll, TRANSIENT } from "./states";

/** What the workflow acts on; ids may be placeholders that are filled in later. */
export interface WorkflowArgs {
  readonly markerParameter: string;
  /** The markers before and after, as JSON. */
  readonly marker: { readonly phase: string; readonly generation: number; readonly next: string };
  readonly replica: {
    readonly identifier: string;
    readonly promotedClass: string;
    readonly backupRetentionDays: number;
  };
  readonly clusterName: string;
  readonly nodes: readonly { readonly nodeGroupName: string; readonly desired: number }[];
  /** Calls of the edge: the active pool goes, the standby's stays. */
  readonly traffic: readonly {
    readonly name: string;
    readonly endpoint: string;
    readonly enabled: boolean;
  }[];
  readonly edgeConnectionArn: string;
  readonly buildProject: string;
  readonly healthUrl: string;
  readonly healthConnectionArn: string;
  readonly topicArn: string;
}

/** Seconds between two looks at a database or a node group. */
const LOOK_SECONDS = 20;

/** First part of every call of a service. */
export const SDK = "arn:aws:states:::aws-sdk";

/**
 * Promotion cannot be undone; the class grows once it is through.
 *
 * @param args What the workflow acts on.
 */
export function promotion({ replica }: WorkflowArgs): Machine {
  const of = { DbInstanceIdentifier: replica.identifier };
  const asked = {
    resource: `${SDK}:rds:describeDBInstances`,
    parameters: of,
    selector: { "instance.$": "$.DbInstances[0]" },
    everySeconds: LOOK_SECONDS,
    atMostSeconds: STEP_LIMITS.promoteSeconds,
    late: "DatabaseLate",
  } as const;
  return {
    StartAt: "PromoteReplica",
    States: {
      PromoteReplica: {
        Type: "Task",
        Resource: `${SDK}:rds:promoteReadReplica`,
        Parameters: { ...of, BackupRetentionPeriod: replica.backupRetentionDays },
        ResultPath: null,
        Retry: TRANSIENT,
        Next: "PromotedBegin",
      },
      ...poll({
        ...asked,
        name: "Promoted",
        done: {
          And: [
            { Variable: "$.Promoted.instance.DbInstanceStatus", StringEquals: "available" },
            // The status lags behind; a replica names its source until it is none.
            {
              Variable: "$.Promoted.instance.ReadReplicaSourceDbInstanceIdentifier",
              IsPresent: false,
            },
          ],
        },
        next: "EnlargeDatabase",
      }),
      EnlargeDatabase: {
        Type: "Task",
        Resource: `${SDK}:rds:modifyDBInstance`,
        Parameters: { ...of, DbInstanceClass: replica.promotedClass, ApplyImmediately: true },
        ResultPath: null,
        Retry: TRANSIENT,
        Next: "EnlargedBegin",
      },
      ...poll({
        ...asked,
        name: "Enlarged",
        done: {
          And: [
            { Variable: "$.Enlarged.instance.DbInstanceStatus", StringEquals: "available" },
            {
              Variable: "$.Enlarged.instance.DbInstanceClass",
              StringEquals: replica.promotedClass,
            },
          ],
        },
        next: "DatabaseReady",
      }),
      DatabaseReady: { Type: "Succeed" },
      DatabaseLate: {
        Type: "Fail",
        Error: "DatabaseLate",
        Cause: `${replica.identifier} is not available in time`,
      },
    },
  };
}

/**
 * The least size stays as the program states it; the autoscaler owns the desired one.
 *
 * @param args What the workflow acts on.
 * @param index Which of its node groups.
 */
export function nodeStart(args: WorkflowArgs, index: number): Machine {
  const { clusterName, nodes } = args;
  const { nodeGroupName = "", desired = 0 } = nodes[index] ?? {};
  const of = { ClusterName: clusterName, NodegroupName: nodeGroupName };
  return {
    StartAt: `ScaleNodes${index}`,
    States: {
      [`ScaleNodes${index}`]: {
        Type: "Task",
        Resource: `${SDK}:eks:updateNodegroupConfig`,
        Parameters: { ...of, ScalingConfig: { DesiredSize: desired } },
        ResultPath: null,
        Retry: TRANSIENT,
        Next: `Nodes${index}Begin`,
      },
      ...poll({
        name: `Nodes${index}`,
        resource: `${SDK}:eks:describeNodegroup`,
        parameters: of,
        selector: { "status.$": "$.Nodegroup.Status" },
        done: { Variable: `$.Nodes${index}.status`, StringEquals: "ACTIVE" },
        everySeconds: LOOK_SECONDS,
        atMostSeconds: STEP_LIMITS.nodesSeconds,
        next: `NodesReady${index}`,
        late: `NodesLate${index}`,
      }),
      [`NodesReady${index}`]: { Type: "Succeed" },
      [`NodesLate${index}`]: {
        Type: "Fail",
        Error: "NodesLate",
        Cause: `${nodeGroupName} is not active in time`,
      },
    },
  };
}
