/** The control plane of EKS: private, logged, its secrets under our own key. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Cluster } from "@pulumi/aws/eks";
import { Role, RolePolicy, RolePolicyAttachment } from "@pulumi/aws/iam";
import type { ComponentResource } from "@pulumi/pulumi";
import { TAG } from "../../facts/tags";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { isProtected } from "../lifetime";
import { siteName } from "../naming";
import { policyDocumentOf, serviceTrust } from "../policy-document";

/** What the control plane is made from. */
export interface ControlPlaneArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
}

/** All that exist. Source: Amazon EKS User Guide, "Send control plane logs to CloudWatch Logs". */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/**
 * The cluster, with what must be there before it. Price: facts/prices, `eks` (an hour; six times
 * as much in extended support, which is therefore refused).
 *
 * @param parent The compute component.
 * @param name Its logical name.
 * @param args What the control plane is made from.
 */
export function controlPlane(
  parent: ComponentResource,
  name: string,
  args: ControlPlaneArgs,
): Cluster {
  const { site, keys, network, cell } = args;
  const role = clusterRole(parent, name, args);
  const before = [
    ...clusterPermissions(parent, name, { ...args, role }),
    logGroup(parent, name, args),
  ];
  return new Cluster(
    name,
    {
      name: site.compute.clusterName,
      version: site.compute.kubernetesVersion,
      roleArn: role.arn,
      accessConfig: {
        authenticationMode: "API",
        // Whoever makes the cluster gets no hidden right: access entries say who may enter.
        bootstrapClusterCreatorAdminPermissions: false,
      },
      // The plan names each add-on and its version.
      bootstrapSelfManagedAddons: false,
      encryptionConfig: { provider: { keyArn: keys.secrets }, resources: ["secrets"] },
      kubernetesNetworkConfig: {
        ipFamily: "ipv4",
        serviceIpv4Cidr: site.compute.serviceCidr,
      },
      vpcConfig: {
        subnetIds: [...network.subnetIds.private],
        endpointPrivateAccess: true,
        ...publicEndpoint(args),
      },
      enabledClusterLogTypes: [...LOG_TYPES],
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: isProtected(cell),
    },
    { parent, dependsOn: before },
  );
}

/** Reachable from outside only for the ranges of the plan: none means not at all. */
function publicEndpoint({ site }: ControlPlaneArgs) {
  const ranges = site.compute.apiServerCidrs;
  if (ranges.length === 0) return { endpointPublicAccess: false };
  return { endpointPublicAccess: true, publicAccessCidrs: [...ranges] };
}

/** Made before EKS would make it, without a key and without an end. */
function logGroup(parent: ComponentResource, name: string, args: ControlPlaneArgs): LogGroup {
  return new LogGroup(
    logicalName(name, "logs"),
    {
      name: `/aws/eks/${args.site.compute.clusterName}/cluster`,
      retentionInDays: args.site.compute.logRetentionDays,
      kmsKeyId: args.keys.logs,
      tags: { [TAG.component]: "observability" },
    },
    { parent },
  );
}

function clusterRole(parent: ComponentResource, name: string, args: ControlPlaneArgs): Role {
  return new Role(
    logicalName(name, "cluster"),
    {
      name: siteName("iamRole", args, "cluster"),
      assumeRolePolicy: serviceTrust("eks.amazonaws.com"),
    },
    { parent },
  );
}

/** Source: Amazon EKS User Guide, "Amazon EKS cluster IAM role", and "Encrypt with KMS". */
function clusterPermissions(
  parent: ComponentResource,
  name: string,
  { role, keys }: ControlPlaneArgs & { readonly role: Role },
) {
  return [
    new RolePolicyAttachment(
      logicalName(name, "cluster"),
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
      { parent },
    ),
    new RolePolicy(
      logicalName(name, "cluster", "secrets"),
      {
        name: "secrets",
        role: role.id,
        policy: policyDocumentOf([
          {
            Sid: "EnvelopeEncryption",
            Effect: "Allow",
            Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
            Resource: keys.secrets,
          },
        ]),
      },
      { parent },
    ),
  ];
}
