/** Cases of networks that are peered. */
import { type RuleCase, thing } from "../support";
import { GROUP, GROUP_ID, idOf, VPC, VPC_ID } from "./world";

const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const FAR_VPC = idOf("vpc", 2);
const FAR_GROUP = thing("aws:ec2/securityGroup:SecurityGroup", idOf("sg", 2), {
  name: "nodes",
  vpcId: FAR_VPC,
});
const peering = (n: number, acceptStatus: string, vpcId = VPC_ID) =>
  thing(PEERING, idOf("pcx", n), { vpcId, peerVpcId: FAR_VPC }, { outputs: { acceptStatus } });
const TABLE = thing("aws:ec2/routeTable:RouteTable", idOf("rtb", 1), { vpcId: VPC_ID });
const ACTIVE = peering(1, "active");
const WORLD = [VPC, thing("aws:ec2/vpc:Vpc", FAR_VPC, { cidrBlock: "10.2.0.0/16" })];
const RULE = {
  securityGroupId: GROUP_ID,
  referencedSecurityGroupId: FAR_GROUP.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
};
const IN_OTHER = /two resources that belong to different networks/;

/** Cases of peerings, routes over them, and groups of the other side. */
export const PEERING_CASES: readonly RuleCase[] = [
  {
    rule: "peering-accepts-itself-elsewhere",
    type: PEERING,
    verb: "check",
    inputs: { vpcId: VPC_ID, peerVpcId: FAR_VPC, autoAccept: true },
    change: { peerRegion: "us-west-2" },
    says: /`peer_region` cannot be set whilst `auto_accept` is `true`/,
  },
  {
    rule: "security-rule-other-network",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    inputs: RULE,
    world: [...WORLD, GROUP, FAR_GROUP, ACTIVE],
    drop: [ACTIVE.id],
    says: IN_OTHER,
  },
  {
    rule: "security-rule-other-network",
    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    inputs: RULE,
    world: [...WORLD, GROUP, FAR_GROUP, ACTIVE],
    drop: [ACTIVE.id],
    add: [peering(2, "pending-acceptance")],
    says: IN_OTHER,
  },
  {
    rule: "route-foreign-peering",
    type: "aws:ec2/route:Route",
    inputs: {
      routeTableId: TABLE.id,
      destinationCidrBlock: "10.2.0.0/16",
      vpcPeeringConnectionId: ACTIVE.id,
    },
    world: [...WORLD, TABLE, ACTIVE, peering(3, "active", idOf("vpc", 3))],
    change: { vpcPeeringConnectionId: idOf("pcx", 3) },
    says: /route table rtb-0+1 and vpc peering connection pcx-0+3 belong to different networks/,
  },
];
