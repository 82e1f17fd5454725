/** What a cluster and its nodes need before they become healthy; without it their create fails. */
import { isFields } from "../../../facts/values";
import type { Call, Rule, StoredResource } from "../../contract";
import {
  firstOf,
  given,
  isOn,
  known,
  list,
  num,
  on,
  others,
  rules,
  text,
  texts,
  when,
} from "../read";
import { apiError } from "./places";

const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const ADDON = "aws:eks/addon:Addon";
const ANYWHERE: readonly unknown[] = ["0.0.0.0/0", "::/0"];

/** Policies of the vendor that a role carries; undefined for a role that nobody here manages. */
function policiesOf(call: Call, arn: string | undefined): readonly string[] | undefined {
  const role = others(call, "aws:iam/role:Role").find((one) => text(known(one), "arn") === arn);
  if (role === undefined) return undefined;
  const attached = others(call, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter((one) => [role.id, role.inputs.name].includes(one.inputs.role ?? null))
    .flatMap((one) => text(one.inputs, "policyArn") ?? []);
  return [...attached, ...texts(role.inputs, "managedPolicyArns")];
}

const lacks = (policies: readonly string[] | undefined, name: string): boolean =>
  policies !== undefined && !policies.some((arn) => arn.endsWith(`/${name}`));

/** Whether a table leads out of its network, by a route of its own or inline. */
function leadsOut(call: Call, table: StoredResource): boolean {
  const inline = list(table.inputs, "routes").filter(isFields);
  const separate = others(call, "aws:ec2/route:Route")
    .filter((one) => one.inputs.routeTableId === table.id)
    .map((one) => one.inputs);
  return [...inline, ...separate].some(
    (route) =>
      ANYWHERE.includes(route.cidrBlock ?? route.destinationCidrBlock) ||
      ANYWHERE.includes(route.ipv6CidrBlock ?? route.destinationIpv6CidrBlock),
  );
}

/** A subnet whose table, where somebody manages tables of its network, leads nowhere. */
function isShutIn(call: Call, subnetId: string): boolean {
  const network = call.cloud.find("aws:ec2/subnet:Subnet", subnetId)?.inputs.vpcId;
  const tables = others(call, "aws:ec2/routeTable:RouteTable").filter(
    (one) => one.inputs.vpcId === network,
  );
  const endpoints = others(call, "aws:ec2/vpcEndpoint:VpcEndpoint").some(
    (one) =>
      one.inputs.vpcId === network && (text(one.inputs, "serviceName") ?? "").endsWith(".eks"),
  );
  if (tables.length === 0 || endpoints) return false;
  const association = others(call, "aws:ec2/routeTableAssociation:RouteTableAssociation").find(
    (one) => one.inputs.subnetId === subnetId,
  );
  const table = tables.find((one) => one.id === association?.inputs.routeTableId);
  return table === undefined || !leadsOut(call, table);
}

function joiningFault(call: Call): string | undefined {
  if ((num(call.inputs, "scalingConfig.desiredSize") ?? 0) === 0) return undefined;
  const name = `${text(call.inputs, "clusterName")}:${text(call.inputs, "nodeGroupName")}`;
  const failed = (why: string): string =>
    `waiting for EKS Node Group (${name}) create: unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: NodeCreationFailure: ${why}`;
  const cluster = others(call, CLUSTER).find((one) => one.id === call.inputs.clusterName);
  const hasNetwork = others(call, ADDON).some(
    (one) => one.inputs.clusterName === cluster?.id && one.inputs.addonName === "vpc-cni",
  );
  const isBare =
    cluster?.inputs.bootstrapSelfManagedAddons === false &&
    !isOn(cluster.inputs, "computeConfig.enabled");
  return firstOf([
    when(
      texts(call.inputs, "subnetIds").some((id) => isShutIn(call, id)) ||
        lacks(policiesOf(call, text(call.inputs, "nodeRoleArn")), "AmazonEKSWorkerNodePolicy"),
      failed("Instances failed to join the kubernetes cluster"),
    ),
    when(isBare && !hasNetwork, failed("Unhealthy nodes in the kubernetes cluster")),
  ]);
}

/** Refusals of clusters and node groups that cannot become healthy. */
export const EKS_JOINING_RULES: readonly Rule[] = [
  ...rules("Amazon EKS User Guide, Amazon EKS cluster IAM role", on("create", [CLUSTER]), {
    "eks-cluster-role-without-policy": (call) =>
      when(
        given(call.inputs, "roleArn") &&
          lacks(policiesOf(call, text(call.inputs, "roleArn")), "AmazonEKSClusterPolicy"),
        apiError(
          "EKS: CreateCluster",
          "InvalidParameterException: The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policies [arn:aws:iam::aws:policy/AmazonEKSClusterPolicy] are attached",
        ),
      ),
  }),
  ...rules(
    "Amazon EKS User Guide, Troubleshoot problems with Amazon EKS clusters and nodes, Managed node group error codes",
    on("create", [GROUP]),
    { "eks-nodes-fail-to-join": joiningFault },
  ),
];
