/** Ids in the vendors' forms, for types whose model gives none. */
import { randomBytes, randomUUID } from "node:crypto";
import { isFields } from "../../facts/values";
import type { Values } from "../../facts/values";
import type { Call } from "../contract";
import { physicalName } from "../operations/autoname";
import { kindOf } from "../schema/tokens";
import { arnOf } from "./arn";

/**
 * Prefixes of ids that EC2 and its neighbours make up.
 * Source: Amazon EC2 API Reference, resource ids (17 hex digits).
 */
const PREFIXES = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "sg",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "eigw",
  "aws:ec2/eip:Eip": "eipalloc",
  "aws:ec2/flowLog:FlowLog": "fl",
  "aws:ec2/instance:Instance": "i",
  "aws:ec2/internetGateway:InternetGateway": "igw",
  "aws:ec2/launchTemplate:LaunchTemplate": "lt",
  "aws:ec2/managedPrefixList:ManagedPrefixList": "pl",
  "aws:ec2/natGateway:NatGateway": "nat",
  "aws:ec2/networkAcl:NetworkAcl": "acl",
  "aws:ec2/networkInterface:NetworkInterface": "eni",
  "aws:ec2/routeTable:RouteTable": "rtb",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "rtbassoc",
  "aws:ec2/securityGroup:SecurityGroup": "sg",
  "aws:ec2/securityGroupRule:SecurityGroupRule": "sgrule",
  "aws:ec2/subnet:Subnet": "subnet",
  "aws:ec2/vpc:Vpc": "vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "pcx",
  "aws:ebs/volume:Volume": "vol",
  "aws:ebs/snapshot:Snapshot": "snap",
  "aws:efs/fileSystem:FileSystem": "fs",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "sgr",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "sgr",
} as const satisfies Record<string, string>;

/** Types whose id in the provider is their ARN. */
const IDENTIFIED_BY_ARN: ReadonlySet<string> = new Set([
  "aws:acm/certificate:Certificate",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  "aws:iam/policy:Policy",
  "aws:lb/listener:Listener",
  "aws:lb/listenerRule:ListenerRule",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:secretsmanager/secret:Secret",
  "aws:sfn/stateMachine:StateMachine",
  "aws:sns/topic:Topic",
  "aws:sns/topicSubscription:TopicSubscription",
]);

/** Inputs that name a resource where it has no `name`, most telling first. */
const NAME_INPUTS = [
  "identifier",
  "clusterIdentifier",
  "clusterId",
  "replicationGroupId",
  "bucket",
  "domain",
] as const;

/**
 * @param call The create.
 * @returns A new id in the vendor's form: made from the physical name where the vendor does so.
 */
export function genericId(call: Call): string {
  const { package: packageName } = call.scope;
  switch (packageName) {
    case "aws":
      return awsId(call);
    case "kubernetes":
      return objectId(call.inputs);
    case "gcp":
      return googleId(call);
    case "cloudflare":
      return randomBytes(16).toString("hex");
    case "random":
      return randomUUID();
    default:
      return never(packageName);
  }
}

/**
 * @param inputs Inputs of a resource.
 * @param type Its type.
 * @returns Its physical name, where the inputs state one.
 */
export function statedName(inputs: Values, type: string): string | undefined {
  const candidates = [physicalName(inputs, type), ...NAME_INPUTS.map((key) => inputs[key])];
  return candidates.find((value): value is string => typeof value === "string" && value !== "");
}

function awsId(call: Call): string {
  const prefix = (PREFIXES as Readonly<Record<string, string>>)[call.type];
  if (prefix !== undefined) {
    return `${prefix}-${randomBytes(9).toString("hex").slice(1)}`;
  }
  const name = statedName(call.inputs, call.type);
  if (IDENTIFIED_BY_ARN.has(call.type)) {
    return arnOf(call.scope, call.type, name ?? randomBytes(8).toString("hex"));
  }
  return name ?? `${kindOf(call.type).toLowerCase()}-${randomBytes(8).toString("hex")}`;
}

/** Source: pulumi-kubernetes, `FqObjName`: `namespace/name`, or the name alone. */
function objectId(inputs: Values): string {
  const metadata = isFields(inputs.metadata) ? inputs.metadata : inputs;
  const { name, namespace, generateName } = metadata;
  const own =
    typeof name === "string" && name !== ""
      ? name
      : `${typeof generateName === "string" ? generateName : ""}${randomBytes(3).toString("hex")}`;
  return typeof namespace === "string" && namespace !== "" ? `${namespace}/${own}` : own;
}

/** Source: Google Cloud API design guide, full resource names below the project. */
function googleId(call: Call): string {
  const name = statedName(call.inputs, call.type) ?? randomBytes(8).toString("hex");
  const project = call.inputs.project;
  const owner = typeof project === "string" ? project : call.scope.account;
  const { region } = call.scope;
  const place = region === undefined ? "global" : `locations/${region}`;
  const kind = kindOf(call.type);
  return `projects/${owner}/${place}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}s/${name}`;
}

function never(value: never): never {
  throw new Error(`no ids for package ${String(value)}`);
}
