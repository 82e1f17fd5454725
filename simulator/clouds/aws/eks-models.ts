/** Answers of Amazon EKS: clusters, nodes, add-ons. */
import type { Values } from "../../../facts/values";
import type { Call, Model, StoredResource } from "../../contract";
import { fields, given, hex, known, list, num, text, texts } from "../read";
import { fill, models, type Row } from "./model";
import { machine } from "./places";

const EKS = "arn:aws:eks:{region}:{account}";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** The type of a node: an instance that the node group makes. */
export const NODE = "aws:ec2/instance:Instance";

/** Share of a machine that pods can have: the rest is the kubelet's. Source: Amazon EKS User Guide, Reserve compute resources for nodes. */
const ALLOCATABLE = 0.93;

/** Instance types of a node group: its own, or that of its launch template. */
export function instanceTypesOf(call: Pick<Call, "inputs" | "cloud">): readonly string[] {
  const template = call.cloud.find(TEMPLATE, text(call.inputs, "launchTemplate.id"));
  const own = texts(call.inputs, "instanceTypes");
  const fallback = text(template?.inputs, "instanceType") ?? "t3.medium";
  return own.length > 0 ? own : [fallback];
}

/** What a scheduler sees of one node of a group. */
export function nodeOf(call: Pick<Call, "inputs" | "cloud">): Values {
  const instanceType = instanceTypesOf(call)[0] ?? "t3.medium";
  const size = machine(instanceType) ?? { arch: "amd64", cpuMilli: 0, memoryMib: 0 };
  const group = text(call.inputs, "nodeGroupName") ?? "";
  return {
    clusterName: text(call.inputs, "clusterName") ?? "",
    instanceType,
    cpuMilli: Math.floor(size.cpuMilli * ALLOCATABLE),
    memoryMib: Math.floor(size.memoryMib * ALLOCATABLE),
    labels: {
      "kubernetes.io/arch": size.arch,
      "kubernetes.io/os": "linux",
      "node.kubernetes.io/instance-type": instanceType,
      "eks.amazonaws.com/nodegroup": group,
      "eks.amazonaws.com/capacityType": text(call.inputs, "capacityType") ?? "ON_DEMAND",
      ...fields(call.inputs, "labels"),
    },
    taints: list(call.inputs, "taints"),
  };
}

function nodes(call: Call & { readonly id: string }): ReturnType<NonNullable<Model["children"]>> {
  const count = num(call.inputs, "scalingConfig.desiredSize") ?? 0;
  const subnets = list(call.inputs, "subnetIds");
  return Array.from({ length: count }, (_, i) => ({
    type: NODE,
    id: `i-${hex(`${call.scope.account}/${call.scope.region}/${call.id}/${i}`, 17)}`,
    outputs: { ...nodeOf(call), subnetId: subnets[i % Math.max(subnets.length, 1)] ?? "" },
  }));
}

/** The autoscaler moves the size within its bounds. */
function scale(resource: StoredResource): Values | undefined {
  const sizes = fields(known(resource), "scalingConfig");
  const [now = 0, most = 0] = [num(sizes, "desiredSize"), num(sizes, "maxSize")];
  return now < most ? { scalingConfig: { ...sizes, desiredSize: now + 1 } } : undefined;
}

const vpcConfig = (call: Call & { readonly id: string }): Values => ({
  ...fields(call.inputs, "vpcConfig"),
  clusterSecurityGroupId: `sg-${hex(`${call.scope.account}/${call.id}/cluster`, 17)}`,
  vpcId:
    text(
      call.cloud.find("aws:ec2/subnet:Subnet", texts(call.inputs, "vpcConfig.subnetIds")[0])
        ?.inputs,
      "vpcId",
    ) ?? "",
});

const ROWS: readonly Row[] = [
  {
    type: "eks/cluster:Cluster",
    outputs: {
      endpoint: (call) =>
        `https://${hex(`${call.scope.account}/${call.scope.region}/${call.id}`, 32).toUpperCase()}.gr7.${call.scope.region}.eks.amazonaws.com`,
      status: "ACTIVE",
      platformVersion: "eks.1",
      certificateAuthority: (call) => ({
        data: Buffer.from(
          `-----BEGIN CERTIFICATE-----\n${hex(call.id, 64)}\n-----END CERTIFICATE-----\n`,
        ).toString("base64"),
      }),
      identities: (call) => [
        {
          oidcs: [
            {
              issuer: `https://oidc.eks.${call.scope.region}.amazonaws.com/id/${hex(`${call.scope.account}/${call.scope.region}/${call.id}`, 32).toUpperCase()}`,
            },
          ],
        },
      ],
      vpcConfig,
    },
    replaceOn: [
      "name",
      "roleArn",
      "bootstrapSelfManagedAddons",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "kubernetesNetworkConfig.ipFamily",
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
    ],
    age: (resource) => ({
      platformVersion: `eks.${Number(text(resource.outputs, "platformVersion")?.slice("eks.".length) ?? 0) + 1}`,
    }),
  },
  {
    type: "eks/nodeGroup:NodeGroup",
    id: "{.clusterName}:{.nodeGroupName}",
    outputs: {
      arn: `${EKS}:nodegroup/{.clusterName}/{.nodeGroupName}/{uuid}`,
      status: "ACTIVE",
      resources: (call) => [
        { autoscalingGroups: [{ name: fill("eks-{.nodeGroupName}-{uuid}", call) }] },
      ],
    },
    replaceOn: [
      "amiType",
      "capacityType",
      "clusterName",
      "diskSize",
      "instanceTypes",
      "nodeGroupName",
      "nodeGroupNamePrefix",
      "nodeRoleArn",
      "remoteAccess",
      "subnetIds",
      "launchTemplate.id",
      "launchTemplate.name",
    ],
    children: nodes,
    age: scale,
  },
  {
    type: "eks/addon:Addon",
    id: "{.clusterName}:{.addonName}",
    outputs: { arn: `${EKS}:addon/{.clusterName}/{.addonName}/{uuid}` },
    replaceOn: ["clusterName", "addonName"],
  },
  {
    type: "eks/accessEntry:AccessEntry",
    id: "{.clusterName}:{.principalArn}",
    outputs: { accessEntryArn: `${EKS}:access-entry/{.clusterName}/role/{uuid}` },
    replaceOn: ["clusterName", "principalArn", "type"],
  },
  {
    type: "eks/accessPolicyAssociation:AccessPolicyAssociation",
    id: "{.clusterName}#{.principalArn}#{.policyArn}",
    replaceOn: ["clusterName", "principalArn", "policyArn", "accessScope"],
  },
  {
    type: "eks/podIdentityAssociation:PodIdentityAssociation",
    id: "a-{hex17}",
    outputs: {
      associationId: "{id}",
      associationArn: `${EKS}:podidentityassociation/{.clusterName}/{id}`,
    },
    replaceOn: ["clusterName", "namespace", "serviceAccount"],
  },
];

/** Models of clusters and what belongs to them. */
export const EKS_MODELS: readonly Model[] = models(ROWS);

/** Whether a node group is made from a launch template that names its own image. */
export function hasOwnImage(call: Call): boolean {
  const template = call.cloud.find(TEMPLATE, text(call.inputs, "launchTemplate.id"));
  return given(template?.inputs, "imageId");
}
