/** Helpers for specs of models: a network and a cluster made through the provider's calls. */
import type { Values } from "../../../facts/values";
import type { SimulatedCalls } from "../../../simulator/testing";
import { ACCOUNT, textOf } from "./support";

/** Inputs of the provider instance. */
export const PROVIDER: Values = { region: "us-east-1", allowedAccountIds: [ACCOUNT] };
/** The type of a VPC. */
export const VPC = "aws:ec2/vpc:Vpc";
/** The type of a subnet. */
export const SUBNET = "aws:ec2/subnet:Subnet";
/** The type of a node group. */
export const GROUP = "aws:eks/nodeGroup:NodeGroup";

/** Makes a VPC with subnets in two zones. */
export function network(aws: SimulatedCalls): {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
} {
  const vpcId = aws.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
  const subnetIds = ["a", "b"].map(
    (zone, i) =>
      aws.create(
        SUBNET,
        { vpcId, cidrBlock: `10.0.${i}.0/24`, availabilityZone: `us-east-1${zone}` },
        { name: zone },
      ).id,
  );
  return { vpcId, subnetIds };
}

/** Makes a cluster with a node group in a new network. */
export function cluster(
  aws: SimulatedCalls,
  desiredSize = 2,
): {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly endpoint: string;
  readonly groupId: string;
} {
  const { vpcId, subnetIds } = network(aws);
  const made = aws.create("aws:eks/cluster:Cluster", {
    name: "main",
    roleArn: "arn:aws:iam::aws:role/x",
    version: "1.33",
    vpcConfig: { subnetIds: [...subnetIds] },
  });
  const group = aws.create(GROUP, {
    clusterName: "main",
    nodeGroupName: "system",
    nodeRoleArn: "r",
    instanceTypes: ["m7g.large"],
    amiType: "AL2023_ARM_64_STANDARD",
    subnetIds: [...subnetIds],
    scalingConfig: { minSize: 1, desiredSize, maxSize: 3 },
  });
  return { vpcId, subnetIds, endpoint: textOf(made.outputs.endpoint), groupId: group.id };
}

/** A kubeconfig of one cluster. */
export const kubeconfig = (server: string): string =>
  JSON.stringify({
    "current-context": "c",
    contexts: [{ name: "c", context: { cluster: "c" } }],
    clusters: [{ name: "c", cluster: { server } }],
  });
