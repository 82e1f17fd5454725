/** Who may talk to a data store: its own security group, which admits the nodes' group alone. */
import { SecurityGroup } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type { ComponentResource, Output } from "@pulumi/pulumi";
import { logicalName } from "../plan/names";
import type { NetworkOutputs, Placement } from "./contract";
import { siteName } from "./naming";

/** Which store, on which port. */
export interface StoreAccessArgs extends Placement {
  readonly network: NetworkOutputs;
  readonly port: number;
  /** What the store is: part of names. */
  readonly store: "database" | "cache";
}

/** A group without rules of its own, and one rule at each end of the one allowed way. */
export class StoreAccess {
  readonly groupId: Output<string>;

  /**
   * @param parent The store's component.
   * @param name Its logical name.
   * @param args Which store, on which port.
   */
  constructor(parent: ComponentResource, name: string, args: StoreAccessArgs) {
    const { network, port, store } = args;
    const groupName = siteName("securityGroup", args, store);
    const group = new SecurityGroup(
      name,
      {
        vpcId: network.networkId,
        name: groupName,
        description: `Admits the nodes to the ${store}`,
        tags: { Name: groupName },
      },
      { parent },
    );
    const way = { ipProtocol: "tcp", fromPort: port, toPort: port } as const;
    // Rules are resources of their own: inline, one change shows as all rules in a preview.
    new SecurityGroupIngressRule(
      logicalName(name, "from-nodes"),
      {
        ...way,
        securityGroupId: group.id,
        referencedSecurityGroupId: network.nodeGroupId,
        description: "From the nodes",
      },
      { parent },
    );
    new SecurityGroupEgressRule(
      logicalName(name, "from-nodes"),
      {
        ...way,
        securityGroupId: network.nodeGroupId,
        referencedSecurityGroupId: group.id,
        description: `To the ${store}`,
      },
      { parent },
    );
    this.groupId = group.id;
  }
}
