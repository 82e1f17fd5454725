/** A network of one tenant's own for its data: isolated subnets, and one peering to its nodes. */
import {
  DefaultSecurityGroup,
  Route,
  RouteTable,
  RouteTableAssociation,
  Subnet,
  Vpc,
  VpcPeeringConnection,
} from "@pulumi/aws/ec2";
import { type Output, all } from "@pulumi/pulumi";
import type { SubnetPlan } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type { EnterpriseTenantPlan } from "../../plan/tenancy";
import type { KeyOutputs, NetworkOutputs, Where } from "../contract";
import { FlowLogs } from "../network/aws-flow-logs";
import type { TenantNodeNetwork } from "./aws-node-network";

/** What a tenant's data network is made from. */
export interface DataNetworkArgs {
  readonly tenant: EnterpriseTenantPlan;
  /** The tenant's own keys. */
  readonly keys: KeyOutputs;
  /** The cell's own network. */
  readonly cell: Pick<NetworkOutputs, "networkId" | "objectStoreRanges">;
  readonly nodes: TenantNodeNetwork;
}

/**
 * No gateway of any kind stands in it: what is here reaches the tenant's nodes and nobody else.
 * Price: facts/prices, `logs` for its flow logs; a peering within a zone is free.
 */
export class TenantDataNetwork {
  /** What the tenant's stores are built on. */
  readonly outputs: NetworkOutputs;

  /**
   * @param where The tenant's component.
   * @param args What the network is made from.
   */
  constructor(
    private readonly where: Where,
    private readonly args: DataNetworkArgs,
  ) {
    const vpc = this.vpc();
    const table = this.table(vpc);
    const isolated = args.tenant.dataNetwork.subnets.map((plan) => this.subnet(vpc, table, plan));
    this.closeDefaultGroup(vpc);
    const { cell, site, parent, name } = where;
    new FlowLogs(parent, logicalName(name, "network"), { cell, site, keys: args.keys, vpc });
    const peering = this.peering(vpc);
    const ways = this.ways(table, peering);
    this.outputs = {
      networkId: vpc.id,
      subnetIds: { public: [], private: [], isolated },
      // A rule can name a group of the other network only while the peering stands.
      nodeGroupId: all([args.nodes.nodeGroupId, peering.id]).apply(([id]) => id),
      waysOut: ways,
      natGatewayIds: new Map(),
      objectStoreRanges: args.cell.objectStoreRanges,
    };
  }

  private vpc(): Vpc {
    const { parent, name } = this.where;
    const logical = logicalName(name, "network");
    return new Vpc(
      logical,
      {
        cidrBlock: this.args.tenant.dataNetwork.cidr,
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: logicalName(this.where.cell.stack, "data") },
      },
      { parent },
    );
  }

  private table({ id }: Vpc): RouteTable {
    const { parent, name } = this.where;
    const logical = logicalName(name, "network", "isolated");
    return new RouteTable(logical, { vpcId: id, tags: { Name: logical } }, { parent });
  }

  private subnet({ id: vpcId }: Vpc, table: RouteTable, plan: SubnetPlan): Output<string> {
    const { parent, name } = this.where;
    const logical = logicalName(name, "network", plan.tier, plan.zone);
    const subnet = new Subnet(
      logical,
      {
        vpcId,
        cidrBlock: plan.cidr,
        availabilityZone: plan.zone,
        mapPublicIpOnLaunch: false,
        tags: { Name: logical },
      },
      { parent },
    );
    const association = { subnetId: subnet.id, routeTableId: table.id };
    new RouteTableAssociation(logical, association, { parent });
    return subnet.id;
  }

  private closeDefaultGroup({ id: vpcId }: Vpc): DefaultSecurityGroup {
    const { parent, name } = this.where;
    const closed = { vpcId, ingress: [], egress: [] };
    return new DefaultSecurityGroup(logicalName(name, "network", "default-group"), closed, {
      parent,
    });
  }

  /** Both networks are of one account and one region, so the request accepts itself. */
  private peering({ id: vpcId }: Vpc): VpcPeeringConnection {
    const { parent, name, cell } = this.where;
    return new VpcPeeringConnection(
      logicalName(name, "peering"),
      {
        vpcId,
        peerVpcId: this.args.cell.networkId,
        autoAccept: true,
        tags: { Name: logicalName(cell.stack, "peering") },
      },
      { parent },
    );
  }

  /** There from the tables of the tenant's nodes alone, back to the range of those nodes alone. */
  private ways(table: RouteTable, { id }: VpcPeeringConnection): readonly Route[] {
    const { tenant, nodes } = this.args;
    const route = (key: string, routeTableId: Output<string>, destinationCidrBlock: string) =>
      new Route(
        logicalName(this.where.name, "peering", key),
        { routeTableId, destinationCidrBlock, vpcPeeringConnectionId: id },
        { parent: this.where.parent },
      );
    const there = [...nodes.tables].map(([zone, from]) =>
      route(zone, from.id, tenant.dataNetwork.cidr),
    );
    return [...there, route("back", table.id, tenant.nodeCidr)];
  }
}
