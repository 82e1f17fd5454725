/** What EC2 networking refuses when things are made. */
import type { Call, Rule } from "../../contract";
import { overlap, parseBlock, within } from "../cidr";
import { given, others, on, rules, text, when } from "../read";
import { apiError, conflict, vpcOfSubnet, zonesOf } from "./places";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE = "aws:ec2/route:Route";
const NAT = "aws:ec2/natGateway:NatGateway";
const EIP = "aws:ec2/eip:Eip";
const IGW = "aws:ec2/internetGateway:InternetGateway";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** Blocks of a VPC and a subnet: /16 to /28. */
function blockSize(call: Call): string | undefined {
  const cidr = text(call.inputs, "cidrBlock");
  const block = parseBlock(cidr);
  if (cidr === undefined) return undefined;
  if (block === undefined) return `"${cidr}" is not a valid IPv4 CIDR block`;
  return when(
    block.prefix < 16 || block.prefix > 28,
    `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${block.prefix}`,
  );
}

/** Default quotas of a region. Source: Amazon VPC User Guide, Amazon VPC quotas. */
const QUOTAS: Readonly<Record<string, readonly [limit: number, message: string]>> = {
  [VPC]: [
    5,
    "EC2: CreateVpc, api error VpcLimitExceeded: The maximum number of VPCs has been reached.",
  ],
  [IGW]: [
    5,
    "EC2: CreateInternetGateway, api error InternetGatewayLimitExceeded: The maximum number of internet gateways has been reached.",
  ],
  [EIP]: [
    5,
    "EC2: AllocateAddress, api error AddressLimitExceeded: The maximum number of addresses has been reached.",
  ],
};

function quota(call: Call): string | undefined {
  const [limit, message] = QUOTAS[call.type] ?? [Infinity, ""];
  return when(others(call, call.type).length >= limit, `operation error ${message}`);
}

/** The destination of a route, whichever form it has. */
const destination = (from: unknown): string =>
  ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"]
    .map((key) => text(from as Call["inputs"], key))
    .find((value) => value !== undefined) ?? "";

/** Refusals of EC2 networking but those of deletes. */
export const NETWORK_RULES: readonly Rule[] = [
  ...rules("Amazon VPC User Guide, VPC CIDR blocks", on("check", [VPC]), {
    "vpc-block-size": blockSize,
  }),
  ...rules("Amazon VPC User Guide, Subnet CIDR blocks", on("check", [SUBNET]), {
    "subnet-block-size": blockSize,
  }),
  ...rules("Amazon VPC User Guide, Amazon VPC quotas", on("create", [VPC]), { "vpc-quota": quota }),
  ...rules("Amazon VPC User Guide, Amazon VPC quotas", on("create", [IGW]), {
    "internet-gateway-quota": quota,
  }),
  ...rules("Amazon VPC User Guide, Amazon VPC quotas", on("create", [EIP]), {
    "address-quota": quota,
  }),
  ...rules("Amazon EC2 API Reference, CreateSubnet", on("create", [SUBNET]), {
    "subnet-zone-unknown": (call) => {
      const zone = text(call.inputs, "availabilityZone");
      const zones = zonesOf(call.scope.region);
      return when(
        zone !== undefined && !zones.includes(zone),
        conflict(
          call,
          `InvalidParameterValue: Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`,
        ),
      );
    },
    "subnet-outside-vpc": (call) => {
      const vpc = call.cloud.find(VPC, call.inputs.vpcId);
      const cidr = text(call.inputs, "cidrBlock");
      const home = text(vpc?.inputs, "cidrBlock");
      return when(
        home !== undefined && cidr !== undefined && !within(cidr, home),
        conflict(call, `InvalidSubnet.Range: The CIDR '${cidr}' is invalid.`),
      );
    },
    "subnet-overlap": (call) => {
      const cidr = text(call.inputs, "cidrBlock");
      const clash = others(call, SUBNET).some(
        (one) =>
          one.inputs.vpcId === call.inputs.vpcId && overlap(text(one.inputs, "cidrBlock"), cidr),
      );
      return when(
        clash,
        conflict(call, `InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet`),
      );
    },
  }),
  ...rules("Amazon EC2 API Reference, CreateRoute", on("create", [ROUTE]), {
    "route-duplicate": (call) =>
      when(
        others(call, ROUTE).some(
          (one) =>
            one.inputs.routeTableId === call.inputs.routeTableId &&
            destination(one.inputs) === destination(call.inputs),
        ),
        conflict(
          call,
          `RouteAlreadyExists: The route identified by ${destination(call.inputs)} already exists.`,
        ),
      ),
    "route-other-network": (call) => {
      const table = call.cloud.find("aws:ec2/routeTable:RouteTable", call.inputs.routeTableId);
      const gateway = call.cloud.find(IGW, call.inputs.gatewayId);
      const home = text(gateway?.inputs, "vpcId");
      return when(
        table !== undefined && gateway !== undefined && home !== table.inputs.vpcId,
        conflict(
          call,
          `InvalidParameterValue: route table ${table?.id} and network gateway ${gateway?.id} belong to different networks`,
        ),
      );
    },
  }),
  ...rules("Amazon EC2 API Reference, AssociateRouteTable", on("create", [ASSOCIATION]), {
    "route-table-association-duplicate": (call) =>
      when(
        given(call.inputs, "subnetId") &&
          others(call, ASSOCIATION).some((one) => one.inputs.subnetId === call.inputs.subnetId),
        apiError(
          "EC2: AssociateRouteTable",
          `Resource.AlreadyAssociated: the specified association for route table ${text(call.inputs, "routeTableId")} conflicts with an existing association`,
        ),
      ),
  }),
  ...rules("Amazon EC2 API Reference, AttachInternetGateway", on("create", [IGW]), {
    "internet-gateway-second": (call) =>
      when(
        given(call.inputs, "vpcId") &&
          others(call, IGW).some((one) => one.inputs.vpcId === call.inputs.vpcId),
        apiError(
          "EC2: AttachInternetGateway",
          `InvalidParameterValue: Network ${text(call.inputs, "vpcId")} already has an internet gateway attached`,
        ),
      ),
  }),
  ...rules("Amazon VPC User Guide, Troubleshoot NAT gateways", on("create", [NAT]), {
    "nat-no-internet-gateway": (call) => {
      const vpcId = vpcOfSubnet(call, call.inputs.subnetId);
      const isPrivate = text(call.inputs, "connectivityType") === "private";
      const hasGateway = others(call, IGW).some((one) => one.inputs.vpcId === vpcId);
      return when(
        vpcId !== undefined && !isPrivate && !hasGateway,
        conflict(call, `Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`),
      );
    },
    "nat-address-taken": (call) =>
      when(
        given(call.inputs, "allocationId") &&
          others(call, NAT).some((one) => one.inputs.allocationId === call.inputs.allocationId),
        conflict(
          call,
          `Resource.AlreadyAssociated: Elastic IP address [${text(call.inputs, "allocationId")}] is already associated`,
        ),
      ),
  }),
];
