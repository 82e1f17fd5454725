/** Roles that pods take by EKS Pod Identity, and what each may do: no pod uses the node's role. */
import { type Cluster, PodIdentityAssociation } from "@pulumi/aws/eks";
import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import type { ComponentResource, Resource } from "@pulumi/pulumi";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, Placement, SecretOutputs } from "../contract";
import { siteName } from "../naming";
import { policyDocumentOf, podIdentityTrust } from "../policy-document";

/** Where identities are made, and what they are limited to. */
export interface IdentitiesArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly cluster: Cluster;
  /** Secrets that the cluster may read, and no other. */
  readonly secrets: readonly SecretOutputs[];
}

type Statements = Parameters<typeof policyDocumentOf>[0];

/** A service account and the rights of its role. */
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
    statements: readSecrets,
  },
  "cluster-autoscaler": {
    namespace: SYSTEM,
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

function readSecrets({ keys, secrets }: IdentitiesArgs): Statements {
  return [
    {
      Sid: "Read",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      Resource: secrets.map(({ arn }) => arn),
    },
    { Sid: "Open", Effect: "Allow", Action: "kms:Decrypt", Resource: keys.secrets },
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

/**
 * Gives an add-on or operator its role.
 *
 * @param parent The compute component.
 * @param name Its logical name.
 * @param args Where, for which add-on or operator, and what it is limited to.
 * @returns What must exist before its pods start; empty for what needs nothing from the cloud.
 */
export function podIdentity(
  parent: ComponentResource,
  name: string,
  args: IdentitiesArgs & { readonly of: string },
): readonly Resource[] {
  const identity = IDENTITIES[args.of];
  if (identity === undefined) return [];
  const logical = logicalName(name, args.of);
  const role = new Role(
    logical,
    {
      name: siteName("iamRole", args, args.of),
      assumeRolePolicy: podIdentityTrust(args.cell.accountId),
    },
    { parent },
  );
  const association = new PodIdentityAssociation(
    logical,
    {
      clusterName: args.cluster.name,
      namespace: identity.namespace,
      serviceAccount: identity.serviceAccount,
      roleArn: role.arn,
    },
    { parent },
  );
  return [association, ...rights(parent, logical, { identity, role, args })];
}

function rights(
  parent: ComponentResource,
  logical: string,
  made: { readonly identity: Identity; readonly role: Role; readonly args: IdentitiesArgs },
): readonly Resource[] {
  const { managedPolicy, statements } = made.identity;
  const granted: Resource[] = [];
  if (managedPolicy !== undefined) {
    const attachment = { role: made.role.name, policyArn: managedPolicy };
    granted.push(new RolePolicyAttachment(logical, attachment, { parent }));
  }
  if (statements !== undefined) {
    const policy = policyDocumentOf(statements(made.args));
    granted.push(
      new RolePolicy(logical, { name: "rights", role: made.role.id, policy }, { parent }),
    );
  }
  return granted;
}
