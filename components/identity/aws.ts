/** Ways into a cell on AWS: roles of people with a second factor, and of pipelines without keys. */
import { AccessEntry, AccessPolicyAssociation } from "@pulumi/aws/eks";
import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { PipelinePlan } from "../../plan/identity";
import { GROUPS, type GroupName, TEAM_ROLES } from "../../plan/identity/access";
import { logicalName } from "../../plan/names";
import type { ClusterOutputs, KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import { type Statements, policyDocument, policyDocumentOf } from "../policy-document";
import { type RunnerOutputs, pipelineRunner } from "./aws-runner";

/** What the ways in are made from. */
export interface AwsIdentityArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
  readonly cluster: ClusterOutputs;
}

/**
 * Lists and describes; reads no object, no secret and no row.
 * Source: AWS Managed Policy Reference, ViewOnlyAccess.
 */
const VIEW_ACCOUNT = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

/** Everything but Secrets. Source: Amazon EKS User Guide, "Review access policy permissions". */
const VIEW_CLUSTER = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

/** Longest stay of a person or a run. Source: AWS IAM, CreateRole, MaxSessionDuration: 3,600 up. */
const SESSION_SECONDS = 3600;

/** One way in. */
interface Door {
  /** Part of the role's name. */
  readonly key: string;
  readonly trust: string;
  /** Sees the account and the cluster, but no data. */
  readonly views: boolean;
  readonly groups: readonly GroupName[];
  readonly statements: Statements;
}

/** Costs nothing but minutes of the runner, where there is one. */
export class AwsIdentity extends ComponentResource {
  /**
   * @param name Logical name.
   * @param args What the ways in are made from.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: AwsIdentityArgs, opts: ComponentResourceOptions) {
    super("platform:identity:AwsIdentity", name, {}, opts);
    const { pipeline, runner } = args.site.identity;
    for (const [key, { views, groups }] of Object.entries(TEAM_ROLES)) {
      const trust = peopleTrust(args.cell.accountId);
      const statements = enterCluster(args);
      this.door(name, args, { key, trust, views, groups, statements });
    }
    if (pipeline !== undefined) {
      const within = runner === "vpc" ? pipelineRunner(this, name, args) : undefined;
      this.pipeline(name, args, { pipeline, within });
    }
    this.registerOutputs({ roles: Object.keys(TEAM_ROLES) });
  }

  /** What may look is trusted widely, what may change is trusted once. */
  private pipeline(
    name: string,
    args: AwsIdentityArgs,
    {
      pipeline,
      within,
    }: { readonly pipeline: PipelinePlan; readonly within: RunnerOutputs | undefined },
  ): void {
    const { accountId } = args.cell;
    this.door(name, args, {
      key: "ci-preview",
      trust: pipelineTrust(accountId, pipeline, pipeline.previewSubjects),
      views: true,
      groups: [],
      statements: enterCluster(args),
    });
    const start = within === undefined ? [] : [within.mayStart];
    this.door(name, args, {
      key: "ci-deploy",
      trust: pipelineTrust(accountId, pipeline, pipeline.deploySubjects),
      views: false,
      groups: ["pipeline"],
      statements: [...enterCluster(args), ...start],
    });
    if (within !== undefined)
      this.entry(name, args, { key: "runner", ...within, groups: ["pipeline"] });
  }

  private door(name: string, args: AwsIdentityArgs, door: Door): void {
    const logical = logicalName(name, door.key);
    const role = new Role(
      logical,
      {
        name: siteName("iamRole", args, door.key),
        assumeRolePolicy: door.trust,
        maxSessionDuration: SESSION_SECONDS,
      },
      { parent: this },
    );
    new RolePolicy(
      logical,
      { name: "rights", role: role.id, policy: policyDocumentOf(door.statements) },
      { parent: this },
    );
    const entry = this.entry(name, args, { key: door.key, role, groups: door.groups });
    if (door.views) this.views(logical, args, { role, entry });
  }

  private entry(
    name: string,
    { cluster }: AwsIdentityArgs,
    door: { readonly key: string; readonly role: Role; readonly groups: readonly GroupName[] },
  ): AccessEntry {
    return new AccessEntry(
      logicalName(name, door.key),
      {
        clusterName: cluster.clusterName,
        principalArn: door.role.arn,
        type: "STANDARD",
        kubernetesGroups: door.groups.map((group) => GROUPS[group].group),
      },
      { parent: this, dependsOn: [cluster.kubernetes] },
    );
  }

  private views(
    logical: string,
    { cluster }: AwsIdentityArgs,
    { role, entry }: { readonly role: Role; readonly entry: AccessEntry },
  ): void {
    new RolePolicyAttachment(
      logical,
      { role: role.name, policyArn: VIEW_ACCOUNT },
      { parent: this },
    );
    new AccessPolicyAssociation(
      logical,
      {
        clusterName: cluster.clusterName,
        principalArn: entry.principalArn,
        policyArn: VIEW_CLUSTER,
        accessScope: { type: "cluster" },
      },
      { parent: this },
    );
  }
}

/** A kubeconfig asks the cloud where the cluster is, and for nothing else. */
function enterCluster({ cluster }: AwsIdentityArgs): Statements {
  return [
    {
      Sid: "Enter",
      Effect: "Allow",
      Action: "eks:DescribeCluster",
      Resource: cluster.clusterArn,
    },
  ];
}

/** Principals of the account whom IAM lets take the role, with a second factor. */
function peopleTrust(accountId: string): string {
  return policyDocument([
    {
      Sid: "People",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: "sts:AssumeRole",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    },
  ]);
}

/**
 * Runs of one repository. The identity provider is one an account and was made before the cell.
 * Source: AWS IAM User Guide, "Create a role for OpenID Connect federation".
 */
function pipelineTrust(
  accountId: string,
  pipeline: PipelinePlan,
  subjects: readonly string[],
): string {
  const { issuer, audience } = pipeline;
  const subject = { [`${issuer}:sub`]: subjects };
  // `StringLike` takes `*` and `?` for patterns; a subject without them is compared as it is.
  const exact = subjects.every((each) => !/[*?]/.test(each));
  return policyDocument([
    {
      Sid: "Pipeline",
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: exact
        ? { StringEquals: { [`${issuer}:aud`]: audience, ...subject } }
        : { StringEquals: { [`${issuer}:aud`]: audience }, StringLike: subject },
    },
  ]);
}
