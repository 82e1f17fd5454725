/** The job that runs the program in the standby region, when the first region is away. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Project } from "@pulumi/aws/codebuild";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import type { FailoverPlan } from "../../plan/dr";
import { STEP_LIMITS } from "../../plan/dr/budget";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Where } from "../contract";
import { siteName } from "../naming";
import { policyDocumentOf, serviceTrust } from "../policy-document";
import { jobRights } from "./aws-job-rights";

/** What the job runs, and where. */
export interface FailoverJobArgs {
  readonly plan: FailoverPlan;
  readonly keys: KeyOutputs;
}

/** Minutes that a build may wait for a machine. Source: AWS CodeBuild, 5 to 480. */
const QUEUED_MINUTES = 15;

/**
 * Runs the pinned program. A project costs nothing; its minutes are paid when it runs.
 *
 * @param where The component that owns it, in the standby region.
 * @param args What the job runs.
 */
export function failoverJob(where: Where, args: FailoverJobArgs): Project {
  const { parent, cell, site } = where;
  const { plan, keys } = args;
  const logical = logicalName(where.name, "job");
  const logs = new LogGroup(
    logical,
    {
      name: `/aws/codebuild/${siteName("codeBuildProject", where, "failover")}`,
      retentionInDays: site.compute.logRetentionDays,
      kmsKeyId: keys.logs,
    },
    { parent },
  );
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", where, "failover-job"),
      assumeRolePolicy: serviceTrust("codebuild.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": cell.accountId },
      }),
    },
    { parent },
  );
  const policy = policyDocumentOf(jobRights(where, { logs }));
  const granted = new RolePolicy(logical, { name: "declare", role: role.id, policy }, { parent });
  return new Project(
    logical,
    {
      name: siteName("codeBuildProject", where, "failover"),
      description: "Declares the site that has become active",
      serviceRole: role.arn,
      artifacts: { type: "NO_ARTIFACTS" },
      source: { type: "NO_SOURCE", buildspec: buildspec(cell.stack) },
      environment: {
        type: "ARM_CONTAINER",
        computeType: "BUILD_GENERAL1_LARGE",
        image: plan.programImage,
        imagePullCredentialsType: "SERVICE_ROLE",
        privilegedMode: false,
      },
      encryptionKey: keys.logs,
      concurrentBuildLimit: 1,
      buildTimeout: STEP_LIMITS.buildMinutes,
      queuedTimeout: QUEUED_MINUTES,
      logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: logs.name } },
    },
    { parent, dependsOn: [granted] },
  );
}

function buildspec(stack: string): string {
  const run = `npm run -s platform -- failover --adopt --yes --stack ${stack}`;
  return JSON.stringify({ version: 0.2, phases: { build: { commands: ["cd /platform", run] } } });
}
