/** What the failover's job may do: start a site that stands still, and delete nothing. */
import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { Where } from "../contract";
import { siteName } from "../naming";
import type { Statements } from "../policy-document";
import { markerArn } from "./aws-marker";

/** What the program looks at. These know no resource. */
const LOOKS = [
  "ec2:DescribeAddresses",
  "ec2:DescribeNatGateways",
  "ec2:DescribeRouteTables",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
  "elasticache:DescribeCacheParameterGroups",
  "elasticache:DescribeCacheSubnetGroups",
  "elasticache:DescribeReplicationGroups",
  "elasticache:DescribeUserGroups",
  "elasticache:DescribeUsers",
  "tag:GetResources",
] as const;

/** What the program declares when the site starts, beside what stands there already, by service. */
const DECLARES = {
  ec2: [
    "AllocateAddress",
    "AuthorizeSecurityGroupEgress",
    "AuthorizeSecurityGroupIngress",
    "CreateNatGateway",
    "CreateRoute",
    "CreateSecurityGroup",
    "CreateTags",
  ],
  eks: [
    "CreateAddon",
    "CreatePodIdentityAssociation",
    "DescribeAddon",
    "DescribeCluster",
    "DescribeNodegroup",
    "TagResource",
    "UpdateNodegroupConfig",
  ],
  elasticache: [
    "AddTagsToResource",
    "CreateCacheParameterGroup",
    "CreateCacheSubnetGroup",
    "CreateReplicationGroup",
    "CreateUser",
    "CreateUserGroup",
  ],
  logs: ["CreateLogGroup", "PutRetentionPolicy", "TagResource"],
  rds: ["DescribeDBInstances", "ModifyDBInstance"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The declared things of the account in this region, and none elsewhere. */
function declarations({ cell, site }: Where): Statements {
  return Object.entries(DECLARES).map(([service, actions]) => ({
    Sid: `Declare${service[0]?.toUpperCase() ?? ""}${service.slice(1)}`,
    Effect: "Allow",
    Action: actions.map((action) => `${service}:${action}`),
    Resource: `arn:aws:${service}:${site.region}:${cell.accountId}:*`,
  }));
}

/**
 * Only in the standby region, only the cell's own roles, and nothing that deletes.
 * Sources: Service Authorization Reference, of each service; Amazon ECR User Guide, "Required
 * permissions", for the image; Amazon S3 and AWS KMS for the state of the program.
 *
 * @param where The standby site.
 * @param args Where the job writes its log.
 */
export function jobRights(where: Where, args: { readonly logs: LogGroup }): Statements {
  const { cell, site } = where;
  const account = cell.accountId;
  const here = { StringEquals: { "aws:RequestedRegion": site.region } };
  const iam = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
  const own = `podcast-${cell.stack}`;
  return [
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: args.logs.arn.apply((arn) => `${arn}:*`),
    },
    { Sid: "Registry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "Image",
      Effect: "Allow",
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: `arn:aws:ecr:${site.region}:${account}:repository/podcast-platform/platform`,
    },
    {
      Sid: "Marker",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:PutParameter"],
      Resource: markerArn(where),
    },
    {
      Sid: "State",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"],
      Resource: [`arn:aws:s3:::${own}-state-${account}`, `arn:aws:s3:::${own}-state-${account}/*`],
    },
    {
      Sid: "StateKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: `arn:aws:kms:${site.region}:${account}:key/*`,
      Condition: { StringEquals: { "kms:RequestAlias": `alias/${own}-state` } },
    },
    { Sid: "Look", Effect: "Allow", Action: [...LOOKS], Resource: "*", Condition: here },
    ...declarations(where),
    {
      Sid: "OwnRoles",
      Effect: "Allow",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:GetRole",
        "iam:PutRolePolicy",
        "iam:TagRole",
      ],
      Resource: iam(`${own}-${site.role}-*`),
    },
    {
      Sid: "HandOn",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: iam(`${own}-${site.role}-*`),
      Condition: {
        StringEquals: { "iam:PassedToService": ["pods.eks.amazonaws.com", "eks.amazonaws.com"] },
      },
    },
    {
      Sid: "EnterCluster",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: iam(siteName("iamRole", where, "cluster", "deploy")),
    },
  ];
}
