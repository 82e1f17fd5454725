/** Subnets of one tenant's nodes in the cell's network, with route tables of their own. */
import {
  Route,
  RouteTable,
  RouteTableAssociation,
  SecurityGroup,
  Subnet,
  VpcEndpoint,
} from "@pulumi/aws/ec2";
import type { Output, Resource } from "@pulumi/pulumi";
import type { EnterpriseTenantPlan } from "../../plan/tenancy";
import type { SubnetPlan } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type { NodeNetwork } from "../compute/aws-nodes";
import type { NetworkOutputs, Where } from "../contract";
import { siteName } from "../naming";
import { s3EndpointPolicy } from "../network/s3-endpoint";

/** What a tenant's node subnets are made from. */
export interface NodeNetworkArgs {
  readonly tenant: EnterpriseTenantPlan;
  /** The cell's own network. */
  readonly network: NetworkOutputs;
}

/**
 * A node group can stand in no other network than its cluster's, so a tenant's nodes get subnets
 * there. Their tables alone have a route to the tenant's data.
 * Source: Amazon EKS User Guide, "Amazon EKS networking requirements for VPC and subnets".
 */
export class TenantNodeNetwork implements NodeNetwork {
  readonly subnetIds: { readonly private: readonly Output<string>[] };
  readonly nodeGroupId: Output<string>;
  readonly waysOut: readonly Resource[];
  /** Route tables by zone. */
  readonly tables: ReadonlyMap<string, RouteTable>;
  private readonly laid: Resource[] = [];

  /**
   * @param where The tenant's component.
   * @param args What the subnets are made from.
   */
  constructor(
    private readonly where: Where,
    private readonly args: NodeNetworkArgs,
  ) {
    const placed = args.tenant.nodeSubnets.map((plan) => this.subnet(plan));
    this.tables = new Map(placed.map(({ zone, table }) => [zone, table]));
    this.subnetIds = { private: placed.map(({ subnet }) => subnet.id) };
    this.nodeGroupId = this.group().id;
    this.laid.push(this.objectStore());
    this.waysOut = this.laid;
  }

  private subnet({ zone, cidr }: SubnetPlan) {
    const { parent, name } = this.where;
    const vpcId = this.args.network.networkId;
    const logical = logicalName(name, "nodes", zone);
    const subnet = new Subnet(
      logical,
      {
        vpcId,
        cidrBlock: cidr,
        availabilityZone: zone,
        mapPublicIpOnLaunch: false,
        tags: { Name: logical },
      },
      { parent },
    );
    const table = new RouteTable(logical, { vpcId, tags: { Name: logical } }, { parent });
    this.laid.push(
      this.wayOut(logical, zone, table),
      new RouteTableAssociation(
        logical,
        { subnetId: subnet.id, routeTableId: table.id },
        { parent },
      ),
    );
    return { zone, subnet, table };
  }

  /** The gateway of the zone, or the first where the zone has none: as the cell's own nodes do. */
  private wayOut(logical: string, zone: string, table: RouteTable): Route {
    const { natGatewayIds } = this.args.network;
    const [first] = natGatewayIds.values();
    const natGatewayId = natGatewayIds.get(zone) ?? first;
    if (natGatewayId === undefined) {
      throw new Error(`natZones is empty: nodes of ${this.args.tenant.name} have no way out`);
    }
    return new Route(
      logicalName(logical, "out"),
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId },
      { parent: this.where.parent },
    );
  }

  /** Beside the cell's own endpoint: one route table takes one route to a service. */
  private objectStore(): VpcEndpoint {
    const { parent, name, cell, site } = this.where;
    return new VpcEndpoint(
      logicalName(name, "s3"),
      {
        vpcId: this.args.network.networkId,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${site.region}.s3`,
        routeTableIds: [...this.tables.values()].map(({ id }) => id),
        policy: s3EndpointPolicy({ accountId: cell.accountId, region: site.region }),
      },
      { parent },
    );
  }

  private group(): SecurityGroup {
    const { parent, name } = this.where;
    const group = siteName("securityGroup", this.where, "nodes");
    return new SecurityGroup(
      logicalName(name, "nodes"),
      {
        vpcId: this.args.network.networkId,
        name: group,
        description: `Nodes of the tenant ${this.args.tenant.name}`,
        tags: { Name: group },
      },
      { parent },
    );
  }
}
