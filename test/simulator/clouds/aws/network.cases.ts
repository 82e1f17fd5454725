/** Cases of EC2 networking. */
import { type RuleCase, thing } from "../support";
import {
  GATEWAY,
  GATEWAY_ID,
  GROUP,
  GROUP_ID,
  idOf,
  NETWORK,
  SUBNET_A,
  VPC,
  VPC_ID,
} from "./world";

const VPC_TYPE = "aws:ec2/vpc:Vpc";
const SUBNET = { vpcId: VPC_ID, cidrBlock: "10.0.2.0/24", availabilityZone: "us-east-1a" };
const TABLE = thing("aws:ec2/routeTable:RouteTable", idOf("rtb", 1), { vpcId: VPC_ID });
const ROUTE = { routeTableId: TABLE.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: GATEWAY_ID };
const ADDRESS = thing("aws:ec2/eip:Eip", idOf("eipalloc", 1), { domain: "vpc" });
const NAT = { subnetId: SUBNET_A, allocationId: ADDRESS.id };
const RULE = {
  securityGroupId: GROUP_ID,
  cidrIpv4: "10.0.0.0/16",
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
};
const RULE_TYPE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ENDPOINT_TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ENDPOINT = {
  vpcId: VPC_ID,
  serviceName: "com.amazonaws.us-east-1.s3",
  routeTableIds: [TABLE.id],
};

const many = (type: string, prefix: string, count: number): RuleCase["add"] =>
  Array.from({ length: count }, (_, i) => thing(type, idOf(prefix, 100 + i), {}));

/** Cases of EC2 networking. */
export const NETWORK_CASES: readonly RuleCase[] = [
  {
    rule: "vpc-block-size",
    type: VPC_TYPE,
    verb: "check",
    inputs: { cidrBlock: "10.0.0.0/16" },
    change: { cidrBlock: "10.0.0.0/15" },
    says: /between 16 and 28 significant bits, got: 15/,
  },
  {
    rule: "vpc-block-size",
    type: VPC_TYPE,
    verb: "check",
    inputs: { cidrBlock: "10.0.0.0/16" },
    change: { cidrBlock: "10.0.0.1/16" },
    says: /not a valid IPv4 CIDR/,
  },
  {
    rule: "subnet-block-size",
    type: "aws:ec2/subnet:Subnet",
    verb: "check",
    inputs: SUBNET,
    change: { cidrBlock: "10.0.2.0/29" },
    says: /got: 29/,
  },
  {
    rule: "vpc-quota",
    type: VPC_TYPE,
    inputs: { cidrBlock: "10.0.0.0/16" },
    add: many(VPC_TYPE, "vpc", 5)!,
    says: /VpcLimitExceeded/,
  },
  {
    rule: "internet-gateway-quota",
    type: "aws:ec2/internetGateway:InternetGateway",
    inputs: {},
    add: many("aws:ec2/internetGateway:InternetGateway", "igw", 5)!,
    says: /InternetGatewayLimitExceeded/,
  },
  {
    rule: "address-quota",
    type: "aws:ec2/eip:Eip",
    inputs: { domain: "vpc" },
    add: many("aws:ec2/eip:Eip", "eipalloc", 5)!,
    says: /AddressLimitExceeded/,
  },
  {
    rule: "subnet-zone-unknown",
    type: "aws:ec2/subnet:Subnet",
    inputs: SUBNET,
    world: NETWORK,
    change: { availabilityZone: "us-east-1z" },
    says: /us-east-1z.*us-east-1a, us-east-1b/,
  },
  {
    rule: "subnet-outside-vpc",
    type: "aws:ec2/subnet:Subnet",
    inputs: SUBNET,
    world: NETWORK,
    change: { cidrBlock: "10.1.2.0/24" },
    says: /InvalidSubnet.Range: The CIDR '10.1.2.0\/24'/,
  },
  {
    rule: "subnet-overlap",
    type: "aws:ec2/subnet:Subnet",
    inputs: SUBNET,
    world: NETWORK,
    change: { cidrBlock: "10.0.1.128/25" },
    says: /InvalidSubnet.Conflict/,
  },
  {
    rule: "id-not-found",
    type: "aws:ec2/subnet:Subnet",
    inputs: SUBNET,
    world: NETWORK,
    change: { vpcId: idOf("vpc", 7) },
    says: /InvalidVpcID.NotFound: The vpc ID 'vpc-0+7' does not exist/,
  },
  {
    rule: "route-duplicate",
    type: "aws:ec2/route:Route",
    inputs: ROUTE,
    world: [...NETWORK, TABLE],
    add: [thing("aws:ec2/route:Route", "r-1", ROUTE)],
    says: /RouteAlreadyExists.*0\.0\.0\.0\/0/,
  },
  {
    rule: "route-other-network",
    type: "aws:ec2/route:Route",
    inputs: ROUTE,
    world: [
      ...NETWORK,
      TABLE,
      thing(VPC_TYPE, idOf("vpc", 2), { cidrBlock: "10.2.0.0/16" }),
      thing(GATEWAY.type, idOf("igw", 2), { vpcId: idOf("vpc", 2) }),
    ],
    change: { gatewayId: idOf("igw", 2) },
    says: /belong to different networks/,
  },
  {
    rule: "route-table-association-duplicate",
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    inputs: { routeTableId: TABLE.id, subnetId: SUBNET_A },
    world: [...NETWORK, TABLE],
    add: [
      thing("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", { subnetId: SUBNET_A }),
    ],
    says: /AlreadyAssociated/,
  },
  {
    rule: "internet-gateway-second",
    type: GATEWAY.type,
    inputs: { vpcId: VPC_ID },
    world: [VPC],
    add: [GATEWAY],
    says: /already has an internet gateway attached/,
  },
  {
    rule: "nat-no-internet-gateway",
    type: "aws:ec2/natGateway:NatGateway",
    inputs: NAT,
    world: [...NETWORK, ADDRESS],
    drop: [GATEWAY_ID],
    says: /has no Internet gateway attached/,
  },
  {
    rule: "nat-address-taken",
    type: "aws:ec2/natGateway:NatGateway",
    inputs: NAT,
    world: [...NETWORK, ADDRESS],
    add: [thing("aws:ec2/natGateway:NatGateway", idOf("nat", 1), NAT)],
    says: /already associated/,
  },
  {
    rule: "security-group-duplicate",
    type: GROUP.type,
    inputs: { name: "web", vpcId: VPC_ID },
    world: NETWORK,
    change: { name: "data" },
    says: /InvalidGroup.Duplicate: The security group 'data'/,
  },
  {
    rule: "security-rule-one-peer",
    type: RULE_TYPE,
    verb: "check",
    inputs: RULE,
    change: { cidrIpv6: "::/0" },
    says: /got 2/,
  },
  {
    rule: "security-rule-ports",
    type: RULE_TYPE,
    verb: "check",
    inputs: RULE,
    change: { toPort: 80 },
    says: /Invalid TCP port range \(5432, 80\)/,
  },
  {
    rule: "security-rule-duplicate",
    type: RULE_TYPE,
    inputs: RULE,
    world: NETWORK,
    add: [thing(RULE_TYPE, "sgr-1", RULE)],
    says: /peer: 10\.0\.0\.0\/16, TCP, from port: 5432.*already exists/,
  },
  {
    rule: "peering-overlap",
    type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    inputs: { vpcId: VPC_ID, peerVpcId: idOf("vpc", 2) },
    world: [
      VPC,
      thing(VPC_TYPE, idOf("vpc", 2), { cidrBlock: "10.2.0.0/16" }),
      thing(VPC_TYPE, idOf("vpc", 3), { cidrBlock: "10.0.128.0/17" }),
    ],
    change: { peerVpcId: idOf("vpc", 3) },
    says: /overlapping CIDR/,
  },
  {
    rule: "gateway-endpoint-route-twice",
    type: ENDPOINT_TYPE,
    inputs: ENDPOINT,
    world: [...NETWORK, TABLE],
    add: [thing(ENDPOINT_TYPE, idOf("vpce", 1), ENDPOINT)],
    says: /RouteAlreadyExists/,
  },
];
