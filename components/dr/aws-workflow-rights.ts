/** What the failover's workflow may do: each step's own calls, on the cell's own things. */
import type { EventConnection } from "@pulumi/aws/cloudwatch";
import type { Where } from "../contract";
import type { Statements } from "../policy-document";
import { markerArn } from "./aws-marker";
import type { WorkflowParts } from "./aws-workflow";

/** What the workflow acts on, and its connections. */
type Args = WorkflowParts & { readonly edge: EventConnection; readonly health: EventConnection };

/**
 * Rights by step. Sources: Service Authorization Reference, of each service; AWS Step Functions
 * Developer Guide, "IAM policies for CodeBuild", "Call HTTPS APIs" and "Logging".
 *
 * @param where The standby site.
 * @param args What the workflow acts on.
 */
export function workflowRights(where: Where, args: Args): Statements {
  return [
    {
      Sid: "MoveLease",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:PutParameter"],
      Resource: markerArn(where),
    },
    ...promotion(where, args),
    ...calls(where, args),
    ...job(where, args),
    { Sid: "Tell", Effect: "Allow", Action: "sns:Publish", Resource: args.topicArn },
    {
      Sid: "TellKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: args.keys.logs,
      Condition: { StringEquals: { "kms:ViaService": `sns.${where.site.region}.amazonaws.com` } },
    },
  ];
}

function promotion({ cell, site }: Where, args: Args): Statements {
  const at = (service: string, resource: string): string =>
    `arn:aws:${service}:${site.region}:${cell.accountId}:${resource}`;
  const groups = args.pools.map(({ nodeGroupName }) =>
    at("eks", `nodegroup/${args.clusterName}/${nodeGroupName}/*`),
  );
  return [
    {
      Sid: "Promote",
      Effect: "Allow",
      Action: ["rds:DescribeDBInstances", "rds:ModifyDBInstance", "rds:PromoteReadReplica"],
      Resource: at("rds", `db:${args.replicaIdentifier}`),
    },
    {
      Sid: "StartNodes",
      Effect: "Allow",
      Action: ["eks:DescribeNodegroup", "eks:UpdateNodegroupConfig"],
      Resource: [at("eks", `cluster/${args.clusterName}`), ...groups],
    },
  ];
}

function calls({ cell, site }: Where, args: Args): Statements {
  return [
    {
      Sid: "Call",
      Effect: "Allow",
      Action: "states:InvokeHTTPEndpoint",
      Resource: `arn:aws:states:${site.region}:${cell.accountId}:stateMachine:*`,
      Condition: { StringEquals: { "states:HTTPMethod": ["GET", "PATCH"] } },
    },
    {
      Sid: "CallAs",
      Effect: "Allow",
      Action: "events:RetrieveConnectionCredentials",
      Resource: [args.edge.arn, args.health.arn],
    },
    {
      Sid: "CallSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      Resource: `arn:aws:secretsmanager:${site.region}:${cell.accountId}:secret:events!connection/*`,
    },
    { Sid: "CallSecretsKey", Effect: "Allow", Action: "kms:Decrypt", Resource: args.keys.secrets },
    {
      Sid: "DeliverLogs",
      Effect: "Allow",
      // Source: AWS Step Functions Developer Guide, "Logging": these know no resource.
      Action: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
      Resource: "*",
    },
  ];
}

function job({ cell, site }: Where, args: Args): Statements {
  const rule = "rule/StepFunctionsGetEventForCodeBuildStartBuildRule";
  return [
    {
      Sid: "Declare",
      Effect: "Allow",
      Action: ["codebuild:StartBuild", "codebuild:StopBuild", "codebuild:BatchGetBuilds"],
      Resource: args.job.arn,
    },
    {
      Sid: "HearOfTheEnd",
      Effect: "Allow",
      Action: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      Resource: `arn:aws:events:${site.region}:${cell.accountId}:${rule}`,
    },
  ];
}
