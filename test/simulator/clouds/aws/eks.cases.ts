/** Cases of Amazon EKS. */
import type { Values } from "../../../../facts/values";
import { type RuleCase, thing } from "../support";
import { NETWORK, SUBNET_A, SUBNET_B } from "./world";

const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const ADDON = "aws:eks/addon:Addon";
const ENTRY = "aws:eks/accessEntry:AccessEntry";
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

/** Cases of Amazon EKS. */
export const EKS_CASES: readonly RuleCase[] = [
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
