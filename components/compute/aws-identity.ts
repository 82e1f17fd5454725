/** Roles that pods take by EKS Pod Identity, and what each may do: no pod uses the node's role. */
import { type Cluster, PodIdentityAssociation } from "@pulumi/aws/eks";
import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import type { Input, Resource } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import { MONITORING } from "../../plan/observability/size";
import type { KeyOutputs, Placement, SecretOutputs, Where } from "../contract";
import { siteName } from "../naming";
import { topicArn } from "../observability/aws-topics";
import { type Statements, policyDocumentOf, podIdentityTrust } from "../policy-document";

/** Where identities are made, and what they are limited to. */
export interface IdentitiesArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly cluster: Cluster;
}

/** A service account of an add-on or operator, and the rights of its role. */
interface Identity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly managedPolicy?: string;
  readonly statements?: (args: IdentitiesArgs) => Statements;
}

/** Namespace of the add-ons. */
const SYSTEM = "kube-system";

/** Rights by add-on or operator; what is not in the table has no identity in the cloud. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  // Source: Amazon EKS User Guide, "Configure Amazon VPC CNI plugin to use IAM".
  "vpc-cni": {
    namespace: SYSTEM,
    serviceAccount: "aws-node",
    managedPolicy: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
  },
  // Source: Amazon EKS User Guide, "Store Kubernetes volumes with Amazon EBS".
  "aws-ebs-csi-driver": {
    namespace: SYSTEM,
    serviceAccount: "ebs-csi-controller-sa",
    managedPolicy: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
    statements: encryptVolumes,
  },
  "external-secrets": {
    namespace: "external-secrets",
    serviceAccount: "external-secrets",
    statements: openSecrets,
  },
  "kube-prometheus-stack": {
    namespace: MONITORING.namespace,
    serviceAccount: MONITORING.alertmanagerServiceAccount,
    statements: publishWarnings,
  },
  "aws-load-balancer-controller": {
    namespace: "aws-load-balancer-controller",
    serviceAccount: "aws-load-balancer-controller",
    statements: fillTargetGroups,
  },
  "cluster-autoscaler": {
    namespace: "cluster-autoscaler",
    serviceAccount: "cluster-autoscaler",
    statements: scaleNodes,
  },
};

function encryptVolumes({ keys }: IdentitiesArgs): Statements {
  return [
    {
      Sid: "Grants",
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Resource: keys.disks,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    {
      Sid: "Use",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"],
      Resource: keys.disks,
    },
  ];
}

/**
 * Alertmanager mails through the topic of warnings, and through no other.
 * Source: Amazon SNS Developer Guide, "Configuring AWS KMS permissions".
 */
function publishWarnings(args: IdentitiesArgs): Statements {
  const arn = topicArn(args, "warning");
  return [
    { Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: arn },
    {
      Sid: "Seal",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: args.keys.logs,
    },
  ];
}

/** Which secrets it may read is granted by the components that own them. */
function openSecrets({ keys }: IdentitiesArgs): Statements {
  return [{ Sid: "Open", Effect: "Allow", Action: "kms:Decrypt", Resource: keys.secrets }];
}

/**
 * Only pods of existing target groups, and no security groups. What it looks at has no resource to
 * name; what it fills is named by the account, the region and the prefix of the cell's names.
 * Source: AWS Load Balancer Controller documentation, "Installation", permissions "for those using
 * `TargetGroupBinding` only", without the two that change a group.
 */
function fillTargetGroups({ cell, site }: IdentitiesArgs): Statements {
  const names = siteName("loadBalancer", { cell, site }, "gateway");
  const groups = `arn:aws:elasticloadbalancing:${site.region}:${cell.accountId}:targetgroup`;
  return [
    {
      Sid: "Look",
      Effect: "Allow",
      Action: [
        "ec2:DescribeInstances",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeVpcs",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ],
      Resource: "*",
    },
    {
      Sid: "Fill",
      Effect: "Allow",
      Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      Resource: `${groups}/${names}/*`,
    },
  ];
}

/** Source: Kubernetes Cluster Autoscaler on AWS, "IAM Policy", full cluster autoscaler features. */
function scaleNodes({ site }: IdentitiesArgs): Statements {
  const owned = `aws:ResourceTag/k8s.io/cluster-autoscaler/${site.compute.clusterName}`;
  return [
    {
      Sid: "Look",
      Effect: "Allow",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:DescribeTags",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
        "eks:DescribeNodegroup",
      ],
      Resource: "*",
    },
    {
      Sid: "Scale",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: "*",
      Condition: { StringEquals: { [owned]: "owned" } },
    },
  ];
}

/** A role, and what pods that take it come after. */
export interface GrantedIdentity {
  readonly role: Role;
  readonly ready: readonly Resource[];
}

/** A service account and everything that its role may do. */
export interface GrantArgs {
  readonly cluster: Cluster;
  /** What it is for; part of the role's name. */
  readonly of: string;
  readonly namespace: Input<string>;
  readonly serviceAccount: string;
  /** @default undefined no policy of the vendor's */
  readonly managedPolicy?: string;
  /** @default undefined no rights of our own wording */
  readonly statements?: Statements;
}

/**
 * Gives a service account a role.
 *
 * @param owner Who owns the role.
 * @param args The service account and its rights.
 */
export function grantIdentity(owner: Where, args: GrantArgs): GrantedIdentity {
  const { parent } = owner;
  const logical = logicalName(owner.name, args.of);
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", owner, args.of),
      assumeRolePolicy: podIdentityTrust(owner.cell.accountId),
    },
    { parent },
  );
  const association = new PodIdentityAssociation(
    logical,
    {
      clusterName: args.cluster.name,
      namespace: args.namespace,
      serviceAccount: args.serviceAccount,
      roleArn: role.arn,
    },
    { parent },
  );
  return { role, ready: [association, ...rights(owner, logical, { role, args })] };
}

function rights(
  { parent }: Where,
  logical: string,
  { role, args }: { readonly role: Role; readonly args: GrantArgs },
): readonly Resource[] {
  const granted: Resource[] = [];
  if (args.managedPolicy !== undefined) {
    const attachment = { role: role.name, policyArn: args.managedPolicy };
    granted.push(new RolePolicyAttachment(logical, attachment, { parent }));
  }
  if (args.statements !== undefined) {
    const policy = policyDocumentOf(args.statements);
    granted.push(new RolePolicy(logical, { name: "rights", role: role.id, policy }, { parent }));
  }
  return granted;
}

/**
 * Gives an add-on or operator its role.
 *
 * @param owner The compute component.
 * @param args Where, for which add-on or operator, and what it is limited to.
 * @returns undefined for what needs nothing from the cloud.
 */
export function podIdentity(
  owner: Where,
  args: IdentitiesArgs & { readonly of: string },
): GrantedIdentity | undefined {
  const identity = IDENTITIES[args.of];
  if (identity === undefined) return undefined;
  const { statements, ...rest } = identity;
  return grantIdentity(owner, {
    ...rest,
    cluster: args.cluster,
    of: args.of,
    ...(statements === undefined ? {} : { statements: statements(args) }),
  });
}

/**
 * Lets a role read some secrets.
 *
 * @param owner Who owns the secrets.
 * @param role Who may read them.
 * @param secrets The secrets.
 */
export function allowReading(
  owner: Where,
  role: Role,
  secrets: readonly SecretOutputs[],
): RolePolicy {
  const policy = policyDocumentOf([
    {
      Sid: "Read",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: secrets.map(({ arn }) => arn),
    },
  ]);
  return new RolePolicy(
    logicalName(owner.name, "readable"),
    { name: `read-${owner.name}`, role: role.id, policy },
    { parent: owner.parent },
  );
}
