/** Answers of EC2 networking, where the generated ones are not enough. Source: Pulumi AWS SDK, `aws.ec2` and `aws.vpc`. */
import type { Model } from "../../contract";
import { hex, isOn, list, text } from "../read";
import { fill, models, type Row } from "./model";
import { zonesOf } from "./places";

/** Inputs that a resource cannot change, in the words of the EC2 API: no Modify call takes them. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  "ec2/routeTable:RouteTable": ["vpcId"],
  "ec2/route:Route": [
    "routeTableId",
    "destinationCidrBlock",
    "destinationIpv6CidrBlock",
    "destinationPrefixListId",
  ],
  "ec2/routeTableAssociation:RouteTableAssociation": ["subnetId", "gatewayId"],
  "ec2/natGateway:NatGateway": ["subnetId", "allocationId", "connectivityType"],
  "ec2/eip:Eip": ["domain"],
  "ec2/securityGroup:SecurityGroup": ["name", "namePrefix", "description", "vpcId"],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
};

const ROWS: readonly Row[] = [
  {
    type: "ec2/vpc:Vpc",
    replaceOn: ["cidrBlock", "ipv4IpamPoolId"],
    updateInPlace: ["instanceTenancy", "ipv6CidrBlock"],
  },
  {
    type: "ec2/subnet:Subnet",
    outputs: {
      availabilityZone: (call) =>
        text(call.inputs, "availabilityZone") ?? zonesOf(call.scope.region)[0] ?? "",
    },
    replaceOn: ["vpcId", "cidrBlock", "availabilityZone"],
  },
  {
    type: "ec2/vpcEndpoint:VpcEndpoint",
    outputs: {
      state: "available",
      prefixListId: (call) =>
        text(call.inputs, "vpcEndpointType") === "Interface" ? "" : fill("pl-{hex8}", call),
      // Source: AWS IP address ranges, service S3, as the prefix list of a gateway holds them.
      cidrBlocks: (call) =>
        text(call.inputs, "vpcEndpointType") === "Interface"
          ? []
          : ["3.5.0.0/19", "52.216.0.0/15", "54.231.0.0/16"],
      networkInterfaceIds: (call) =>
        list(call.inputs, "subnetIds").map((_, i) => `eni-${hex(call.id + String(i), 17)}`),
    },
    replaceOn: ["vpcId", "serviceName", "vpcEndpointType"],
  },
  {
    type: "ec2/vpcPeeringConnection:VpcPeeringConnection",
    outputs: {
      acceptStatus: (call) => (isOn(call.inputs, "autoAccept") ? "active" : "pending-acceptance"),
    },
    replaceOn: ["vpcId", "peerVpcId", "peerRegion", "peerOwnerId"],
  },
  {
    type: "ec2/launchTemplate:LaunchTemplate",
    outputs: { latestVersion: (call) => (call.olds === undefined ? 1 : 2), defaultVersion: 1 },
    replaceOn: ["name", "namePrefix"],
  },
  ...Object.entries(FIXED).map(([type, replaceOn]) => ({ type, replaceOn })),
];

/** Models of VPCs and what stands in them. */
export const NETWORK_MODELS: readonly Model[] = models(ROWS);
