/** What EC2 refuses of security groups, peerings and endpoints. */
import type { Call, Rule } from "../../contract";
import { overlap } from "../cidr";
import { firstOf, given, list, num, others, on, rules, text, when } from "../read";
import { apiError, conflict } from "./places";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const RULES = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

const PEER_KEYS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;
const ruleKey = (from: Call["inputs"]): string =>
  ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...PEER_KEYS]
    .map((key) => JSON.stringify(from[key]))
    .join();

/** Refusals of security groups, peerings and endpoints. */
export const SECURITY_RULES: readonly Rule[] = [
  ...rules("Amazon EC2 API Reference, CreateSecurityGroup", on("create", [GROUP]), {
    "security-group-duplicate": (call) =>
      when(
        others(call, GROUP).some(
          (one) => one.inputs.name === call.inputs.name && one.inputs.vpcId === call.inputs.vpcId,
        ),
        conflict(
          call,
          `InvalidGroup.Duplicate: The security group '${text(call.inputs, "name")}' already exists for VPC '${text(call.inputs, "vpcId")}'`,
        ),
      ),
  }),
  ...rules("Amazon EC2 API Reference, AuthorizeSecurityGroupIngress", on("check", RULES), {
    "security-rule-one-peer": (call) => {
      const peers = PEER_KEYS.filter((key) => given(call.inputs, key));
      return when(
        peers.length !== 1,
        `Exactly one of these attributes must be configured: [cidr_ipv4,cidr_ipv6,prefix_list_id,referenced_security_group_id], got ${peers.length}`,
      );
    },
    "security-rule-ports": (call) => {
      const [from, to] = [num(call.inputs, "fromPort"), num(call.inputs, "toPort")];
      const wrong =
        text(call.inputs, "ipProtocol") !== "icmp" &&
        from !== undefined &&
        to !== undefined &&
        from > to;
      return when(
        wrong,
        apiError(
          "EC2: AuthorizeSecurityGroupIngress",
          `InvalidParameterValue: Invalid TCP port range (${from}, ${to})`,
        ),
      );
    },
  }),
  ...rules("Amazon EC2 API Reference, AuthorizeSecurityGroupIngress", on("create", RULES), {
    "security-rule-duplicate": (call) =>
      when(
        others(call, call.type).some((one) => ruleKey(one.inputs) === ruleKey(call.inputs)),
        apiError(
          "EC2: AuthorizeSecurityGroupIngress",
          `InvalidPermission.Duplicate: the specified rule "peer: ${firstOf(PEER_KEYS.map((key) => text(call.inputs, key)))}, ${text(call.inputs, "ipProtocol")?.toUpperCase()}, from port: ${num(call.inputs, "fromPort")}, to port: ${num(call.inputs, "toPort")}, ALLOW" already exists`,
        ),
      ),
  }),
  ...rules(
    "Amazon VPC Peering Guide, VPC peering connection limitations",
    on("create", [PEERING]),
    {
      "peering-overlap": (call) => {
        const [one, other] = ["vpcId", "peerVpcId"].map((key) =>
          text(call.cloud.find(VPC, call.inputs[key])?.inputs, "cidrBlock"),
        );
        return when(
          overlap(one, other),
          conflict(
            call,
            `OperationNotPermitted: The VPCs ${one} and ${other} have overlapping CIDR range; the VPC peering connection failed`,
          ),
        );
      },
    },
  ),
  ...rules(
    "Amazon EC2 API Reference, CreateVpcEndpoint",
    on("create", ["aws:ec2/vpcEndpoint:VpcEndpoint"]),
    {
      "gateway-endpoint-route-twice": (call) => {
        const twice = others(call, call.type).some(
          (one) =>
            one.inputs.serviceName === call.inputs.serviceName &&
            list(one.inputs, "routeTableIds").some((id) =>
              list(call.inputs, "routeTableIds").includes(id),
            ),
        );
        return when(
          twice,
          conflict(
            call,
            `RouteAlreadyExists: a route table already has a route with destination-prefix-list-id of ${text(call.inputs, "serviceName")}`,
          ),
        );
      },
    },
  ),
];
