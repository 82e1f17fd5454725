/** Pools of nodes: managed groups whose machines have encrypted disks and no open metadata. */
import { LaunchTemplate } from "@pulumi/aws/ec2";
import { type Cluster, NodeGroup } from "@pulumi/aws/eks";
import { Role, RolePolicyAttachment } from "@pulumi/aws/iam";
import type { ComponentResource, Resource } from "@pulumi/pulumi";
import type { NodePoolPlan } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import { serviceTrust } from "../policy-document";
import { amiTypeOf, nodeConfig } from "./ami";
import { POOL_LABEL } from "./pools";

/** The network that nodes stand in. */
export type NodeNetwork = Pick<NetworkOutputs, "nodeGroupId" | "waysOut"> & {
  readonly subnetIds: Pick<NetworkOutputs["subnetIds"], "private">;
};

/** What the pools are made from. */
export interface NodePoolsArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NodeNetwork;
  readonly cluster: Cluster;
  /** Add-ons that a node needs to become ready. */
  readonly after: readonly Resource[];
}

/**
 * What a node does for itself; pods have identities of their own.
 * Source: Amazon EKS User Guide, "Amazon EKS node IAM role".
 */
const NODE_POLICIES = {
  worker: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
  images: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
} as const;

/** Root device of Amazon Linux 2023. */
const ROOT_DEVICE = "/dev/xvda";

/**
 * Makes all pools of the plan. Price: facts/prices, `ec2` and `ebs` (an hour and node).
 *
 * @param parent The compute component.
 * @param name Its logical name.
 * @param args What the pools are made from.
 */
export function nodePools(
  parent: ComponentResource,
  name: string,
  args: NodePoolsArgs,
): readonly NodeGroup[] {
  const { role, permissions } = nodeRole(parent, name, args);
  return args.site.compute.nodePools.map((pool) =>
    nodeGroup(parent, name, {
      ...args,
      pool,
      role,
      template: launchTemplate(parent, name, { ...args, pool }),
      after: [...permissions, ...args.after, ...args.network.waysOut],
    }),
  );
}

function nodeRole(parent: ComponentResource, name: string, args: NodePoolsArgs) {
  const role = new Role(
    logicalName(name, "nodes"),
    {
      name: siteName("iamRole", args, "nodes"),
      assumeRolePolicy: serviceTrust("ec2.amazonaws.com"),
    },
    { parent },
  );
  const permissions = Object.entries(NODE_POLICIES).map(
    ([key, policyArn]) =>
      new RolePolicyAttachment(
        logicalName(name, "nodes", key),
        { role: role.name, policyArn },
        { parent },
      ),
  );
  return { role, permissions };
}

type PoolArgs = NodePoolsArgs & { readonly pool: NodePoolPlan };

function launchTemplate(parent: ComponentResource, name: string, args: PoolArgs): LaunchTemplate {
  const { pool, keys, network, cluster } = args;
  const machine = siteName("securityGroup", args, pool.role);
  return new LaunchTemplate(
    logicalName(name, pool.role),
    {
      name: machine,
      updateDefaultVersion: true,
      userData: nodeConfig(pool.instanceTypes),
      // A template that names groups must name the cluster's own as well.
      vpcSecurityGroupIds: [
        cluster.vpcConfig.apply((vpc) => vpc.clusterSecurityGroupId),
        network.nodeGroupId,
      ],
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // One hop ends at the node: a pod cannot take the node's role.
        httpPutResponseHopLimit: 1,
      },
      blockDeviceMappings: [
        {
          deviceName: ROOT_DEVICE,
          ebs: {
            encrypted: "true",
            kmsKeyId: keys.disks,
            volumeType: "gp3",
            volumeSize: pool.diskGib,
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({
        resourceType,
        tags: { ...args.cell.tags, Name: machine, component: "compute" },
      })),
    },
    { parent },
  );
}

function nodeGroup(
  parent: ComponentResource,
  name: string,
  args: PoolArgs & { readonly role: Role; readonly template: LaunchTemplate },
): NodeGroup {
  const { pool, template } = args;
  return new NodeGroup(
    logicalName(name, pool.role),
    {
      clusterName: args.cluster.name,
      nodeGroupName: siteName("eksNodeGroup", args, pool.role),
      nodeRoleArn: args.role.arn,
      version: args.site.compute.kubernetesVersion,
      // Subnets stand in the order of the zones.
      subnetIds: args.network.subnetIds.private.slice(0, pool.zones),
      amiType: amiTypeOf(pool.instanceTypes),
      instanceTypes: [...pool.instanceTypes],
      capacityType: pool.purchase === "spot" ? "SPOT" : "ON_DEMAND",
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: {
        minSize: pool.minNodes,
        maxSize: pool.maxNodes,
        desiredSize: pool.desiredNodes,
      },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      labels: { [POOL_LABEL]: pool.role },
      taints: pool.taints.map((taint) => ({ ...taint })),
    },
    { parent, dependsOn: [...args.after] },
  );
}
