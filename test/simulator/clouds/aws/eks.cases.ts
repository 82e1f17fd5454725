/** Cases of Amazon EKS. */
import type { Values } from "../../../../facts/values";
import { type RuleCase, thing } from "../support";
import { text } from "../../../../simulator/clouds/read";
import { NETWORK, role, SUBNET_A, SUBNET_B, VPC } from "./world";

const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const ADDON = "aws:eks/addon:Addon";
const ENTRY = "aws:eks/accessEntry:AccessEntry";
const TABLE = thing("aws:ec2/routeTable:RouteTable", "rtb-1", { vpcId: VPC.id });
const IN_TABLE = thing("aws:ec2/routeTableAssociation:RouteTableAssociation", "rtbassoc-1", {
  subnetId: SUBNET_A,
  routeTableId: "rtb-1",
});
const WAY_OUT = thing("aws:ec2/route:Route", "r-1", {
  routeTableId: "rtb-1",
  destinationCidrBlock: "0.0.0.0/0",
  natGatewayId: "nat-1",
});
/** A role with one policy of the vendor. */
const roleWith = (name: string, policy: string) => [
  role(name),
  thing("aws:iam/rolePolicyAttachment:RolePolicyAttachment", `${name}-${policy}`, {
    role: name,
    policyArn: `arn:aws:iam::aws:policy/${policy}`,
  }),
];
const GOOD: Values = {
  name: "main",
  version: "1.33",
  roleArn: "r",
  vpcConfig: {
    subnetIds: [SUBNET_A, SUBNET_B],
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: ["0.0.0.0/0"],
  },
};
const MAIN = thing(CLUSTER, "main", GOOD);
const create = { type: CLUSTER, inputs: GOOD, world: NETWORK } as const;
const update = {
  type: CLUSTER,
  verb: "update",
  id: "main",
  inputs: GOOD,
  olds: GOOD,
  world: [...NETWORK, MAIN],
} as const;
const NODES: Values = {
  clusterName: "main",
  nodeGroupName: "system",
  amiType: "AL2023_ARM_64_STANDARD",
  instanceTypes: ["m7g.large"],
  subnetIds: [SUBNET_A],
  scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 3 },
};
const group = { type: GROUP, inputs: NODES, world: [...NETWORK, MAIN] } as const;
const NODE = thing("aws:ec2/instance:Instance", "i-1", {}, { outputs: { clusterName: "main" } });
const addon = (addonName: string, addonVersion: string): Values => ({
  clusterName: "main",
  addonName,
  addonVersion,
});
const CALLER: Values = { clusterName: "main", principalArn: "arn:aws:iam::111122223333:role/ci" };
const IDENTITY: Values = {
  clusterName: "main",
  namespace: "app",
  serviceAccount: "api",
  roleArn: "r",
};

const ROLE_ARN = (name: string): string => text(role(name).outputs, "arn") ?? "";
/** Nodes in a network whose tables somebody manages, of a cluster that was made bare. */
const joining = {
  type: GROUP,
  inputs: { ...NODES, nodeRoleArn: ROLE_ARN("node") },
  world: [
    ...NETWORK,
    thing(CLUSTER, "main", { ...GOOD, bootstrapSelfManagedAddons: false }),
    TABLE,
    IN_TABLE,
    WAY_OUT,
    ...roleWith("node", "AmazonEKSWorkerNodePolicy"),
    thing(ADDON, "cni", { clusterName: "main", addonName: "vpc-cni" }),
  ],
} as const;

/** Cases of Amazon EKS. */
export const EKS_CASES: readonly RuleCase[] = [
  {
    rule: "eks-cluster-role-without-policy",
    type: CLUSTER,
    inputs: { ...GOOD, roleArn: ROLE_ARN("cluster") },
    world: [...NETWORK, ...roleWith("cluster", "AmazonEKSClusterPolicy")],
    drop: ["cluster-AmazonEKSClusterPolicy"],
    says: /doesn't have the Amazon EKS Managed Policies/,
  },
  ...["r-1", "rtbassoc-1", "node-AmazonEKSWorkerNodePolicy"].map((drop) => ({
    rule: "eks-nodes-fail-to-join",
    ...joining,
    drop: [drop],
    says: /Instances failed to join the kubernetes cluster/,
  })),
  {
    rule: "eks-nodes-fail-to-join",
    ...joining,
    drop: ["cni"],
    says: /Unhealthy nodes in the kubernetes cluster/,
  },
  {
    rule: "eks-two-zones",
    ...create,
    change: { "vpcConfig.subnetIds": [SUBNET_A] },
    says: /at least two different AZs/,
  },
  {
    rule: "eks-version-unknown",
    ...create,
    change: { version: "1.22" },
    says: /unsupported Kubernetes version 1.22/,
  },
  { rule: "eks-version-move", ...update, change: { version: "1.32" }, says: /from 1.33 to 1.32/ },
  {
    rule: "eks-version-move",
    ...update,
    change: { version: "1.35" },
    says: /one minor version at a time/,
  },
  {
    rule: "eks-no-endpoint",
    ...create,
    change: { "vpcConfig.endpointPrivateAccess": false },
    says: /cannot be false/,
  },
  {
    rule: "eks-private-range",
    ...create,
    change: { "vpcConfig.publicAccessCidrs": ["10.1.0.0/16"] },
    says: /10.1.0.0\/16/,
  },
  {
    rule: "eks-cluster-duplicate",
    ...create,
    add: [MAIN],
    says: /Cluster already exists with name: main/,
  },
  {
    rule: "eks-cluster-missing",
    ...group,
    drop: ["main"],
    says: /No cluster found for name: main/,
  },
  {
    rule: "eks-node-architecture",
    ...group,
    change: { instanceTypes: ["m7i.large"] },
    says: /\[m7i.large\] is not a valid instance type for requested amiType AL2023_ARM_64_STANDARD/,
  },
  {
    rule: "eks-node-group-size",
    ...group,
    change: { "scalingConfig.desiredSize": 4 },
    says: /less than or equal to maximum/,
  },
  {
    rule: "eks-node-group-size",
    ...group,
    change: { "scalingConfig.minSize": 3 },
    says: /greater than or equal to minimum/,
  },
  {
    rule: "eks-template-and-disk",
    ...group,
    inputs: { ...NODES, launchTemplate: { id: "lt-1" } },
    change: { diskSize: 20 },
    says: /within the launch template/,
  },
  {
    rule: "eks-addon-version",
    type: ADDON,
    world: [MAIN],
    inputs: addon("kube-proxy", "v1.33.0-eksbuild.2"),
    change: { addonVersion: "v1.35.0-eksbuild.1" },
    says: /not supported: kube-proxy v1.35/,
  },
  {
    rule: "eks-addon-version",
    type: ADDON,
    world: [MAIN],
    inputs: addon("vpc-cni", "v1.20.1-eksbuild.1"),
    change: { addonVersion: "1.20.1" },
    says: /not supported: vpc-cni/,
  },
  {
    rule: "eks-addon-without-nodes",
    type: ADDON,
    world: [MAIN, NODE],
    inputs: addon("coredns", "v1.12.1-eksbuild.2"),
    drop: ["i-1"],
    says: /DEGRADED.*InsufficientNumberOfReplicas/,
  },
  {
    rule: "eks-access-entry-duplicate",
    type: ENTRY,
    world: [MAIN],
    inputs: CALLER,
    add: [thing(ENTRY, "e", CALLER)],
    says: /already in use on this cluster/,
  },
  {
    rule: "eks-access-entry-group",
    type: ENTRY,
    world: [MAIN],
    inputs: { ...CALLER, kubernetesGroups: ["platform:operators"] },
    change: { kubernetesGroups: ["system:masters"] },
    says: /group name system:masters is invalid, it cannot start with system:/,
  },
  {
    rule: "eks-access-entry-missing",
    type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    world: [MAIN, thing(ENTRY, "e", CALLER)],
    inputs: { ...CALLER, policyArn: "p" },
    drop: ["e"],
    says: /principalArn could not be found/,
  },
  {
    rule: "eks-pod-identity-duplicate",
    type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    world: [MAIN],
    inputs: IDENTITY,
    add: [thing("aws:eks/podIdentityAssociation:PodIdentityAssociation", "a", IDENTITY)],
    says: /Association already exists: app\/api/,
  },
  {
    rule: "eks-cluster-has-nodes",
    type: CLUSTER,
    verb: "delete",
    id: "main",
    inputs: {},
    world: [MAIN],
    add: [thing(GROUP, "g", NODES)],
    says: /nodegroups attached/,
  },
];
