/** What EC2 refuses to delete, and ids that it does not know. */
import type { Call, Rule, StoredResource } from "../../contract";
import { everyText, given, isSelf, known, mentions, on, rules, text, when } from "../read";
import { apiError, regionOf, vpcOfSubnet } from "./places";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const IGW = "aws:ec2/internetGateway:InternetGateway";
const EIP = "aws:ec2/eip:Eip";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";

/** Types that keep network interfaces in the subnets and security groups that they name. */
const HOLDERS = new Set([
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/instance:Instance",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:rds/instance:Instance",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:lambda/function:Function",
  LOAD_BALANCER,
]);

/** Types that a VPC cannot be deleted with. Source: Amazon VPC User Guide, Delete your VPC. */
const IN_VPC = new Set([
  SUBNET,
  IGW,
  GROUP,
  LOAD_BALANCER,
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
]);

/** Resources of the account, and what Kubernetes controllers made in it on their own. */
function inAccount(call: Call): readonly StoredResource[] {
  const made = call.cloud.elsewhere("kubernetes").filter((one) => one.type.startsWith("aws:"));
  return [...call.cloud.all(), ...made].filter((one) => !isSelf(call, one));
}

/** Subnets that a resource holds through its subnet group. */
const viaGroup = (call: Call, one: StoredResource): readonly string[] => {
  const [type, key] = one.type.startsWith("aws:rds")
    ? ["aws:rds/subnetGroup:SubnetGroup", "dbSubnetGroupName"]
    : ["aws:elasticache/subnetGroup:SubnetGroup", "subnetGroupName"];
  return [...everyText(call.cloud.find(type, one.inputs[key])?.inputs.subnetIds)];
};

function holder(call: Call, id: string): StoredResource | undefined {
  return inAccount(call).find(
    (one) =>
      HOLDERS.has(one.type) && (mentions(known(one), id) || viaGroup(call, one).includes(id)),
  );
}

const violation = (operation: string, message: string): string =>
  apiError(`EC2: ${operation}`, `DependencyViolation: ${message}`);

/** Whether a resource has a public address in a VPC. */
function isPublicIn(call: Call, one: StoredResource, vpcId: string | undefined): boolean {
  if (one.type === "aws:ec2/natGateway:NatGateway")
    return given(one.inputs, "allocationId") && vpcOfSubnet(call, one.inputs.subnetId) === vpcId;
  const home =
    text(known(one), "vpcId") ??
    [...everyText(one.inputs.subnets)].map((id) => vpcOfSubnet(call, id))[0];
  return (
    one.type === LOAD_BALANCER &&
    one.inputs.internal !== true &&
    one.outputs.internal !== true &&
    home === vpcId
  );
}

/** Kinds of ids, and the error for one that does not exist. Source: Amazon EC2 API Reference, Error codes. */
const IDS: readonly (readonly [form: RegExp, code: string, word: string])[] = [
  [/^vpc-[0-9a-f]{17}$/, "InvalidVpcID.NotFound", "vpc"],
  [/^subnet-[0-9a-f]{17}$/, "InvalidSubnetID.NotFound", "subnet"],
  [/^sg-[0-9a-f]{17}$/, "InvalidGroup.NotFound", "security group"],
  [/^rtb-[0-9a-f]{17}$/, "InvalidRouteTableID.NotFound", "routeTable"],
  [/^igw-[0-9a-f]{17}$/, "InvalidInternetGatewayID.NotFound", "internetGateway"],
  [/^eipalloc-[0-9a-f]{17}$/, "InvalidAllocationID.NotFound", "allocation"],
  [/^nat-[0-9a-f]{17}$/, "NatGatewayNotFound", "nat gateway"],
];

function unknownId(call: Call): string | undefined {
  // The other side of a peering may be in another region or account.
  const inputs = { ...call.inputs, peerVpcId: null };
  const stored = call.cloud.all().filter((one) => one.scope.region === call.scope.region);
  for (const id of everyText(inputs)) {
    const kind = IDS.find(([form]) => form.test(id));
    const exists = stored.some((one) => one.id === id || mentions(one.outputs, id));
    if (kind !== undefined && !exists)
      return apiError(call.type, `${kind[1]}: The ${kind[2]} ID '${id}' does not exist`);
  }
  return undefined;
}

/** Refusals of deletes in EC2 networking, and of unknown ids. */
export const IN_USE_RULES: readonly Rule[] = [
  ...rules("Amazon EC2 API Reference, Error codes", on("create", ["*"]), {
    "id-not-found": unknownId,
  }),
  ...rules("Amazon VPC User Guide, Delete your VPC", on("delete", [VPC]), {
    "vpc-in-use": (call) => {
      const held = inAccount(call).some(
        (one) => IN_VPC.has(one.type) && text(known(one), "vpcId") === call.id,
      );
      return when(
        held,
        violation("DeleteVpc", `The vpc '${call.id}' has dependencies and cannot be deleted.`),
      );
    },
  }),
  ...rules("Amazon VPC User Guide, Delete a subnet", on("delete", [SUBNET]), {
    "subnet-in-use": (call) =>
      when(
        holder(call, call.id ?? "") !== undefined,
        violation(
          "DeleteSubnet",
          `The subnet '${call.id}' has dependencies and cannot be deleted.`,
        ),
      ),
  }),
  ...rules("Amazon EC2 API Reference, DeleteSecurityGroup", on("delete", [GROUP]), {
    "security-group-in-use": (call) => {
      const inRules = inAccount(call).some(
        (one) =>
          one.type.startsWith("aws:vpc/securityGroup") &&
          one.inputs.securityGroupId !== call.id &&
          one.inputs.referencedSecurityGroupId === call.id,
      );
      const held = inRules || holder(call, call.id ?? "") !== undefined;
      return when(
        held,
        violation("DeleteSecurityGroup", `resource ${call.id} has a dependent object`),
      );
    },
  }),
  ...rules("Amazon EC2 API Reference, DetachInternetGateway", on("delete", [IGW]), {
    "internet-gateway-mapped-addresses": (call) => {
      const vpcId = text(call.inputs, "vpcId");
      const held =
        vpcId !== undefined && inAccount(call).some((one) => isPublicIn(call, one, vpcId));
      return when(
        held,
        violation(
          "DetachInternetGateway",
          `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
        ),
      );
    },
  }),
  ...rules("Amazon EC2 API Reference, ReleaseAddress", on("delete", [EIP]), {
    "address-in-use": (call) => {
      const held = inAccount(call).some(
        (one) =>
          one.type === "aws:ec2/natGateway:NatGateway" && one.inputs.allocationId === call.id,
      );
      return when(
        held,
        apiError("EC2: ReleaseAddress", `InvalidIPAddress.InUse: Address ${call.id} is in use.`),
      );
    },
  }),
];

/** Whether an ARN is of another region than the call. */
export function isForeign(call: Call, arn: string | undefined): boolean {
  const region = regionOf(arn);
  return region !== undefined && region !== "" && region !== call.scope.region;
}
