/** Who reaches the load balancer, and whom it reaches: the edge's addresses, and the gateway. */
import { ManagedPrefixList, SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type { ComponentResource, Output } from "@pulumi/pulumi";
import { CLOUDFLARE_RANGES } from "../../facts/cloudflare";
import { logicalName } from "../../plan/names";
import type { NetworkOutputs } from "../contract";
import { type Place, siteName } from "../naming";
import { GATEWAY_PORT } from "./kubernetes/names";

/** Whose load balancer, in which network. */
export interface EdgeAccessArgs extends Place {
  readonly network: Pick<NetworkOutputs, "networkId" | "nodeGroupId">;
}

/**
 * Room for ranges that the edge adds. Each place counts as a rule of every group that names the
 * list, used or not; a group takes 60. Source: Amazon VPC User Guide, "Amazon VPC quotas".
 */
const MOST_RANGES = 25;

/** A security group without rules of its own, and one rule for each way. */
export class EdgeAccess {
  readonly groupId: Output<string>;

  /**
   * @param parent The way in.
   * @param name Its logical name.
   * @param args Whose load balancer.
   */
  constructor(parent: ComponentResource, name: string, args: EdgeAccessArgs) {
    const group = this.group(parent, name, args);
    const edge = this.ranges(parent, name, args);
    new SecurityGroupIngressRule(
      logicalName(name, "from-edge"),
      {
        securityGroupId: group.id,
        prefixListId: edge.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "From the addresses of the edge",
      },
      { parent },
    );
    const way = { ipProtocol: "tcp", fromPort: GATEWAY_PORT, toPort: GATEWAY_PORT } as const;
    const nodes = args.network.nodeGroupId;
    new SecurityGroupEgressRule(
      logicalName(name, "to-gateway"),
      {
        ...way,
        securityGroupId: group.id,
        referencedSecurityGroupId: nodes,
        description: "To the gateway",
      },
      { parent },
    );
    new SecurityGroupIngressRule(
      logicalName(name, "to-gateway"),
      {
        ...way,
        securityGroupId: nodes,
        referencedSecurityGroupId: group.id,
        description: "From the load balancer to the gateway",
      },
      { parent },
    );
    this.groupId = group.id;
  }

  private group(parent: ComponentResource, name: string, args: EdgeAccessArgs): SecurityGroup {
    const groupName = siteName("securityGroup", args, "edge");
    return new SecurityGroup(
      name,
      {
        vpcId: args.network.networkId,
        name: groupName,
        description: "Load balancer behind the edge",
        tags: { Name: groupName },
      },
      { parent },
    );
  }

  private ranges(parent: ComponentResource, name: string, args: EdgeAccessArgs): ManagedPrefixList {
    return new ManagedPrefixList(
      name,
      {
        name: siteName("securityGroup", args, "edge"),
        addressFamily: "IPv4",
        maxEntries: MOST_RANGES,
        entries: CLOUDFLARE_RANGES.ipv4.map((cidr) => ({ cidr, description: "Cloudflare" })),
      },
      { parent },
    );
  }
}
