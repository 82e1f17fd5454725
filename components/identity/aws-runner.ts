/**
 * A machine in the network that a pipeline starts, where the API server is closed to the world. It
 * rolls images out; it cannot make the cell, since it is a part of it.
 */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Project } from "@pulumi/aws/codebuild";
import { SecurityGroup } from "@pulumi/aws/ec2";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { type ComponentResource, type Output, interpolate } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { ClusterOutputs, KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import {
  type StatementOf,
  type Statements,
  policyDocumentOf,
  serviceTrust,
} from "../policy-document";

/** What the runner is made from. */
export interface RunnerArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
  readonly cluster: ClusterOutputs;
}

/** What the runner hands on. */
export interface RunnerOutputs {
  /** What it is; it enters the cluster as this. */
  readonly role: Role;
  /** The right to start it. */
  readonly mayStart: StatementOf<Output<string>>;
}

/** Source: AWS CodeBuild User Guide, "Docker images provided by CodeBuild"; it has kubectl. */
const MACHINE = {
  type: "ARM_CONTAINER",
  computeType: "BUILD_GENERAL1_SMALL",
  image: "aws/codebuild/amazonlinux-aarch64-standard:3.0",
  imagePullCredentialsType: "CODEBUILD",
  privilegedMode: false,
} as const;

/** Minutes after which a rollout is given up, and after which a waiting one is. */
const MINUTES = { build: 20, queued: 30 } as const;

/** Ways out: the API server inside, the cloud's own APIs outside. */
const HTTPS = 443;

/**
 * Makes the runner. A project costs nothing; its minutes have no price in facts/prices.
 *
 * @param parent The component that owns it.
 * @param name Logical name of that component.
 * @param args What the runner is made from.
 */
export function pipelineRunner(
  parent: ComponentResource,
  name: string,
  args: RunnerArgs,
): RunnerOutputs {
  const logical = logicalName(name, "runner");
  const group = wayToCluster(parent, logical, args);
  const logs = logGroup(parent, logical, args);
  const { role, granted } = ownRole(parent, logical, { ...args, logs });
  const made = new Project(
    logical,
    {
      name: siteName("codeBuildProject", args, "runner"),
      description: "Rolls an image out from inside the network",
      serviceRole: role.arn,
      artifacts: { type: "NO_ARTIFACTS" },
      source: { type: "NO_SOURCE", buildspec: buildspec(args) },
      environment: MACHINE,
      concurrentBuildLimit: 1,
      buildTimeout: MINUTES.build,
      queuedTimeout: MINUTES.queued,
      logsConfig: { cloudwatchLogs: { status: "ENABLED", groupName: logs.name } },
      vpcConfig: {
        vpcId: args.network.networkId,
        subnets: [...args.network.subnetIds.private],
        securityGroupIds: [group.id],
      },
    },
    { parent, dependsOn: [granted, ...args.network.waysOut] },
  );
  const mayStart = {
    Sid: "Start",
    Effect: "Allow",
    Action: ["codebuild:StartBuild", "codebuild:BatchGetBuilds"],
    Resource: made.arn,
  } as const;
  return { role, mayStart };
}

function logGroup(parent: ComponentResource, logical: string, args: RunnerArgs): LogGroup {
  return new LogGroup(
    logical,
    {
      name: `/${siteName("logGroup", args, "runner")}`,
      retentionInDays: args.site.compute.logRetentionDays,
      kmsKeyId: args.keys.logs,
    },
    { parent },
  );
}

function ownRole(
  parent: ComponentResource,
  logical: string,
  args: RunnerArgs & { readonly logs: LogGroup },
) {
  const mine = { StringEquals: { "aws:SourceAccount": args.cell.accountId } };
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", args, "runner"),
      assumeRolePolicy: serviceTrust("codebuild.amazonaws.com", mine),
    },
    { parent },
  );
  const policy = policyDocumentOf(rights(args));
  const granted = new RolePolicy(logical, { name: "rights", role: role.id, policy }, { parent });
  return { role, granted };
}

/**
 * A run is told DEPLOYMENT and IMAGE. Whoever may start it may also change what it does, so its
 * role has no more rights than the pipeline's own.
 */
function buildspec({ site, cluster }: RunnerArgs): string {
  const kubectl = `kubectl --namespace ${site.compute.namespace}`;
  return JSON.stringify({
    version: 0.2,
    env: { variables: { DEPLOYMENT: "", IMAGE: "" } },
    phases: {
      build: {
        commands: [
          'test -n "$DEPLOYMENT" && test -n "$IMAGE"',
          `aws eks update-kubeconfig --name ${cluster.clusterName} --region ${site.region}`,
          `${kubectl} set image "deployment/$DEPLOYMENT" "$DEPLOYMENT=$IMAGE"`,
          `${kubectl} rollout status "deployment/$DEPLOYMENT" --timeout=10m`,
        ],
      },
    },
  });
}

/** The API server's interfaces are in the cluster's own group, which admits its members alone. */
function wayToCluster(parent: ComponentResource, logical: string, args: RunnerArgs): SecurityGroup {
  const { network, cluster } = args;
  const groupName = siteName("securityGroup", args, "runner");
  const group = new SecurityGroup(
    logical,
    {
      vpcId: network.networkId,
      name: groupName,
      description: "The runner of pipelines",
      tags: { Name: groupName },
    },
    { parent },
  );
  const way = { ipProtocol: "tcp", fromPort: HTTPS, toPort: HTTPS } as const;
  new SecurityGroupEgressRule(
    logical,
    { ...way, securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", description: "To APIs" },
    { parent },
  );
  new SecurityGroupIngressRule(
    logical,
    {
      ...way,
      securityGroupId: cluster.securityGroupId,
      referencedSecurityGroupId: group.id,
      description: "From the runner of pipelines",
    },
    { parent },
  );
  return group;
}

/**
 * Source: AWS CodeBuild User Guide, "Allow CodeBuild access to AWS services required to create a
 * VPC network interface".
 */
function rights(args: RunnerArgs & { readonly logs: LogGroup }): Statements {
  const { cell, site, cluster, logs } = args;
  const arn = `arn:aws:ec2:${site.region}:${cell.accountId}`;
  return [
    {
      Sid: "Write",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: interpolate`${logs.arn}:*`,
    },
    {
      Sid: "Look",
      Effect: "Allow",
      Action: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      Resource: "*",
    },
    {
      Sid: "Stand",
      Effect: "Allow",
      Action: ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
      Resource: [`${arn}:network-interface/*`, `${arn}:subnet/*`, `${arn}:security-group/*`],
    },
    {
      Sid: "Lend",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterfacePermission",
      Resource: `${arn}:network-interface/*`,
      Condition: { StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" } },
    },
    { Sid: "Enter", Effect: "Allow", Action: "eks:DescribeCluster", Resource: cluster.clusterArn },
  ];
}
