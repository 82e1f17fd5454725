/** The state machine that moves the cell, with the connections through which it calls the edge. */
import { EventConnection, LogGroup } from "@pulumi/aws/cloudwatch";
import type { Project } from "@pulumi/aws/codebuild";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { StateMachine } from "@pulumi/aws/sfn";
import { type Output, all, interpolate } from "@pulumi/pulumi";
import { POOLS_WRITE_PERMISSION } from "../../facts/cloudflare";
import type { SiteRole } from "../../plan/cell";
import type { StandbyPlan } from "../../plan/dr";
import { failoverWorkflow } from "../../plan/dr/workflow";
import { logicalName } from "../../plan/names";
import { markerOf } from "../../plan/site";
import type { KeyOutputs, Where } from "../contract";
import { siteName } from "../naming";
import { policyDocumentOf, serviceTrust } from "../policy-document";
import { type Owner, generatePassword } from "../stored-secret";
import { markerName } from "./aws-marker";
import { edgeToken, poolUrl } from "./edge-api";
import { workflowRights } from "./aws-workflow-rights";
import type { StandbyPool } from "./aws-cluster";

/** What the workflow acts on. */
export interface WorkflowParts {
  readonly plan: StandbyPlan;
  readonly keys: KeyOutputs;
  readonly replicaIdentifier: string;
  readonly clusterName: string;
  readonly pools: readonly StandbyPool[];
  readonly job: Project;
  readonly topicArn: Output<string>;
  /** Ids of the sites' pools at the edge. */
  readonly poolIds: ReadonlyMap<SiteRole, Output<string>>;
}

/** Connections by what they call. */
interface Connections {
  readonly edge: EventConnection;
  readonly health: EventConnection;
}

/**
 * Makes the workflow. Price: none at rest; a run of some hundred transitions costs less than a
 * cent (AWS Step Functions pricing, Standard Workflows).
 *
 * @param where The component that owns it, in the standby region.
 * @param parts What the workflow acts on.
 */
export function failoverMachine(where: Where, parts: WorkflowParts): StateMachine {
  const { parent, cell, site } = where;
  const logical = logicalName(where.name, "workflow");
  const name = siteName("stateMachine", where, "failover");
  const logs = new LogGroup(
    logical,
    {
      // The prefix keeps the account's policy for log delivery short.
      name: `/aws/vendedlogs/states/${name}`,
      retentionInDays: site.compute.logRetentionDays,
      kmsKeyId: parts.keys.logs,
    },
    { parent },
  );
  const connections = connect(where, parts);
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", where, "failover"),
      assumeRolePolicy: serviceTrust("states.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": cell.accountId },
      }),
    },
    { parent },
  );
  const policy = policyDocumentOf(workflowRights(where, { ...parts, ...connections }));
  const granted = new RolePolicy(logical, { name: "failover", role: role.id, policy }, { parent });
  return new StateMachine(
    logical,
    {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: definition(where, parts, connections),
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: true,
        logDestination: interpolate`${logs.arn}:*`,
      },
    },
    { parent, dependsOn: [granted] },
  );
}

/** A call of each pool: the dead site goes, the standby comes. */
function definition(where: Where, parts: WorkflowParts, made: Connections): Output<string> {
  const { plan, pools, poolIds } = parts;
  const { marker } = plan.failover;
  const roles = (["primary", "standby"] as const).filter((role) => poolIds.has(role));
  const ids = roles.map((role) => poolUrl(where, poolIds.get(role) ?? ""));
  return all([all(ids), made.edge.arn, made.health.arn, parts.topicArn]).apply(
    ([known, edgeConnectionArn, healthConnectionArn, topicArn]) =>
      JSON.stringify(
        failoverWorkflow({
          markerParameter: markerName(where),
          marker: {
            phase: marker.phase,
            generation: marker.generation,
            next: JSON.stringify(
              markerOf({ phase: "failing-over", generation: marker.generation }),
            ),
          },
          replica: {
            identifier: parts.replicaIdentifier,
            promotedClass: plan.replica.promotedClass,
            backupRetentionDays: plan.replica.promotedRetentionDays,
          },
          clusterName: parts.clusterName,
          nodes: pools.map(({ role, nodeGroupName }) => ({
            nodeGroupName,
            desired: plan.failover.nodes.find(({ pool }) => pool === role)?.desired ?? 0,
          })),
          traffic: roles.map((role, index) => ({
            name: role === "primary" ? "Primary" : "Standby",
            endpoint: known[index] ?? "",
            enabled: role === "standby",
          })),
          edgeConnectionArn,
          buildProject: siteName("codeBuildProject", where, "failover"),
          healthUrl: plan.failover.healthUrl,
          healthConnectionArn,
          topicArn,
        }),
      ),
  );
}

function connect(where: Where, parts: WorkflowParts): Connections {
  const connection = (key: string, header: string, value: Output<string>): EventConnection =>
    new EventConnection(
      logicalName(where.name, key),
      {
        name: siteName("eventConnection", where, key),
        authorizationType: "API_KEY",
        authParameters: { apiKey: { key: header, value } },
        kmsKeyIdentifier: parts.keys.secrets,
      },
      { parent: where.parent },
    );
  const owner: Owner = { ...where, keys: parts.keys };
  const token = edgeToken(where, { role: "pools", permission: POOLS_WRITE_PERMISSION });
  return {
    edge: connection("edge", "Authorization", interpolate`Bearer ${token}`),
    // The way to call the public name needs a credential of some kind; this one opens nothing.
    health: connection("health", "x-failover-probe", generatePassword(owner, "health-probe")),
  };
}
