/** What EC2 refuses between networks: peerings, routes over them, groups of the other side. */
import type { Value } from "../../../facts/values";
import type { Call, Rule, StoredResource } from "../../contract";
import { given, isOn, known, on, rules, text, when } from "../read";
import { apiError, conflict } from "./places";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const TABLE = "aws:ec2/routeTable:RouteTable";
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const RULES = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

/** The two networks of a peering. */
const endsOf = (peering: StoredResource | undefined): readonly (Value | undefined)[] => [
  peering?.inputs.vpcId,
  peering?.inputs.peerVpcId,
];

/** Whether traffic flows: a request that nobody accepted leads nowhere. */
const isActive = (peering: StoredResource): boolean =>
  text(known(peering), "acceptStatus") === "active";

function vpcOfGroup(call: Call, key: string): string | undefined {
  return text(call.cloud.find(GROUP, call.inputs[key])?.inputs, "vpcId");
}

/** Refusals between networks of one account. */
export const PEERING_RULES: readonly Rule[] = [
  ...rules(
    "Pulumi AWS SDK, ec2.VpcPeeringConnection: autoAccept needs both VPCs in one account and region",
    on("check", [PEERING]),
    {
      "peering-accepts-itself-elsewhere": (call) =>
        when(
          isOn(call.inputs, "autoAccept") && given(call.inputs, "peerRegion"),
          "`peer_region` cannot be set whilst `auto_accept` is `true` when creating an EC2 VPC Peering Connection",
        ),
    },
  ),
  ...rules(
    "Amazon VPC Peering Guide, Update your security groups to reference peer security groups",
    on("create", RULES),
    {
      "security-rule-other-network": (call) => {
        const [home, other] = ["securityGroupId", "referencedSecurityGroupId"].map((key) =>
          vpcOfGroup(call, key),
        );
        const isPeered = call.cloud
          .list(PEERING)
          .filter(isActive)
          .some((one) => endsOf(one).includes(home) && endsOf(one).includes(other));
        return when(
          home !== undefined && other !== undefined && home !== other && !isPeered,
          apiError(
            "EC2: AuthorizeSecurityGroupIngress",
            "InvalidGroup.NotFound: You have specified two resources that belong to different networks.",
          ),
        );
      },
    },
  ),
  ...rules(
    "Amazon VPC Peering Guide, Update your route tables for a VPC peering connection",
    on("create", ["aws:ec2/route:Route"]),
    {
      "route-foreign-peering": (call) => {
        const peering = call.cloud.find(PEERING, call.inputs.vpcPeeringConnectionId);
        const table = call.cloud.find(TABLE, call.inputs.routeTableId);
        const isForeign =
          peering !== undefined &&
          table !== undefined &&
          !endsOf(peering).includes(table.inputs.vpcId);
        return when(
          isForeign,
          conflict(
            call,
            `InvalidParameterValue: route table ${table?.id} and vpc peering connection ${peering?.id} belong to different networks`,
          ),
        );
      },
    },
  ),
];
