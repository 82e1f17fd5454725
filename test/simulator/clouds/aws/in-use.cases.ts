/** Cases of deletes in EC2 networking. */
import { object, type RuleCase, thing } from "../support";
import {
  GATEWAY,
  GATEWAY_ID,
  GROUP,
  GROUP_ID,
  idOf,
  NETWORK,
  SUBNET_A,
  SUBNET_B,
  SUBNETS,
  VPC,
  VPC_ID,
} from "./world";

const VPC_TYPE = "aws:ec2/vpc:Vpc";
const ADDRESS = thing("aws:ec2/eip:Eip", idOf("eipalloc", 1), { domain: "vpc" });
const NAT = { subnetId: SUBNET_A, allocationId: ADDRESS.id };
const RULE_TYPE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Cases of deletes in EC2 networking. */
export const IN_USE_CASES: readonly RuleCase[] = [
  {
    rule: "vpc-in-use",
    type: VPC_TYPE,
    verb: "delete",
    id: VPC_ID,
    inputs: {},
    world: [VPC],
    add: [SUBNETS[0]!],
    says: /The vpc 'vpc-0+1' has dependencies and cannot be deleted/,
  },
  {
    rule: "vpc-in-use",
    type: VPC_TYPE,
    verb: "delete",
    id: VPC_ID,
    inputs: {},
    world: [VPC],
    add: [
      {
        ...object("aws", "x"),
        type: "aws:lb/loadBalancer:LoadBalancer",
        outputs: { vpcId: VPC_ID },
      },
    ],
    says: /dependencies/,
  },
  {
    rule: "subnet-in-use",
    type: "aws:ec2/subnet:Subnet",
    verb: "delete",
    id: SUBNET_A,
    inputs: {},
    world: NETWORK,
    add: [thing("aws:ec2/natGateway:NatGateway", "nat-1", NAT)],
    says: /The subnet 'subnet-0+1' has dependencies/,
  },
  {
    rule: "subnet-in-use",
    type: "aws:ec2/subnet:Subnet",
    verb: "delete",
    id: SUBNET_B,
    inputs: {},
    world: [
      ...NETWORK,
      thing("aws:rds/subnetGroup:SubnetGroup", "data", { subnetIds: [SUBNET_A, SUBNET_B] }),
    ],
    add: [thing("aws:rds/instance:Instance", "db", { dbSubnetGroupName: "data" })],
    says: /dependencies/,
  },
  {
    rule: "security-group-in-use",
    type: GROUP.type,
    verb: "delete",
    id: GROUP_ID,
    inputs: {},
    world: NETWORK,
    add: [thing("aws:rds/instance:Instance", "db", { vpcSecurityGroupIds: [GROUP_ID] })],
    says: /resource sg-0+1 has a dependent object/,
  },
  {
    rule: "security-group-in-use",
    type: GROUP.type,
    verb: "delete",
    id: GROUP_ID,
    inputs: {},
    world: NETWORK,
    add: [
      thing(RULE_TYPE, "sgr-1", {
        securityGroupId: idOf("sg", 2),
        referencedSecurityGroupId: GROUP_ID,
      }),
    ],
    says: /dependent object/,
  },
  {
    rule: "internet-gateway-mapped-addresses",
    type: GATEWAY.type,
    verb: "delete",
    id: GATEWAY_ID,
    inputs: { vpcId: VPC_ID },
    world: NETWORK,
    add: [thing("aws:ec2/natGateway:NatGateway", "nat-1", NAT)],
    says: /Network vpc-0+1 has some mapped public address/,
  },
  {
    rule: "address-in-use",
    type: "aws:ec2/eip:Eip",
    verb: "delete",
    id: ADDRESS.id,
    inputs: {},
    world: [ADDRESS],
    add: [thing("aws:ec2/natGateway:NatGateway", "nat-1", NAT)],
    says: /is in use/,
  },
];
