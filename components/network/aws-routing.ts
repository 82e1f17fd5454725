/** Route tables of a network: which tier has which way out. */
import {
  Eip,
  type InternetGateway,
  NatGateway,
  Route,
  RouteTable,
  RouteTableAssociation,
  type Subnet,
  type Vpc,
} from "@pulumi/aws/ec2";
import type { ComponentResource, Output, Resource } from "@pulumi/pulumi";
import type { NetworkPlan, SubnetPlan } from "../../plan/cell";
import { logicalName } from "../../plan/names";

/** What routes are laid between. */
export interface RoutingArgs {
  readonly vpc: Vpc;
  readonly gateway: InternetGateway;
  readonly subnets: readonly { readonly plan: SubnetPlan; readonly subnet: Subnet }[];
  readonly plan: NetworkPlan;
}

/** Everywhere. */
const ANYWHERE = "0.0.0.0/0";

/** One table for the public tier, one a zone for the private tier, one without routes. */
export class Routing {
  /** Tables that get the S3 endpoint: those of the tiers that hold machines. */
  readonly tablesBehindTheGateway: readonly RouteTable[];
  /** Routes out and associations: a machine that starts before them reaches nothing. */
  readonly waysOut: readonly Resource[];
  /** The NAT gateway of each zone that has one. */
  readonly natGatewayIds: ReadonlyMap<string, Output<string>>;
  private readonly laid: Resource[] = [];

  /**
   * @param parent The network component.
   * @param name Its logical name.
   * @param args What routes are laid between.
   */
  constructor(
    private readonly parent: ComponentResource,
    private readonly name: string,
    private readonly args: RoutingArgs,
  ) {
    this.publicTable();
    const gateways = this.natGateways();
    this.natGatewayIds = new Map([...gateways].map(([zone, { id }]) => [zone, id]));
    const isolated = this.table("isolated");
    const ofZone = args.plan.zones.map((zone) => this.privateTable(zone, gateways));
    this.associate("isolated", isolated);
    this.tablesBehindTheGateway = [...ofZone, isolated];
    this.waysOut = this.laid;
  }

  private table(...role: readonly string[]): RouteTable {
    const logical = logicalName(this.name, ...role);
    return new RouteTable(
      logical,
      { vpcId: this.args.vpc.id, tags: { Name: logical } },
      { parent: this.parent },
    );
  }

  private publicTable(): void {
    const table = this.table("public");
    const out = { routeTableId: table.id, destinationCidrBlock: ANYWHERE };
    const route = new Route(
      logicalName(this.name, "public", "out"),
      { ...out, gatewayId: this.args.gateway.id },
      { parent: this.parent },
    );
    this.laid.push(route);
    this.associate("public", table);
  }

  /** The way out of a zone is its own NAT gateway, or the first where the zone has none. */
  private privateTable(zone: string, gateways: ReadonlyMap<string, NatGateway>): RouteTable {
    const table = this.table("private", zone);
    const [first] = gateways.values();
    const gateway = gateways.get(zone) ?? first;
    if (gateway !== undefined) {
      const out = { routeTableId: table.id, destinationCidrBlock: ANYWHERE };
      const route = new Route(
        logicalName(this.name, "private", zone, "out"),
        { ...out, natGatewayId: gateway.id },
        { parent: this.parent },
      );
      this.laid.push(route);
    }
    this.associate("private", table, zone);
    return table;
  }

  private natGateways(): ReadonlyMap<string, NatGateway> {
    return new Map(this.args.plan.natZones.map((zone) => [zone, this.natGateway(zone)]));
  }

  private natGateway(zone: string): NatGateway {
    const { subnets, gateway } = this.args;
    const home = subnets.find(({ plan }) => plan.tier === "public" && plan.zone === zone);
    if (home === undefined) {
      throw new Error(`natZones has ${zone}, which has no public subnet in the plan`);
    }
    const address = new Eip(
      logicalName(this.name, "nat-address", zone),
      { domain: "vpc" },
      { parent: this.parent, dependsOn: [gateway] },
    );
    return new NatGateway(
      logicalName(this.name, "nat", zone),
      { subnetId: home.subnet.id, allocationId: address.id },
      // A NAT gateway in a network without a way out fails. Source: Amazon VPC User Guide.
      { parent: this.parent, dependsOn: [gateway] },
    );
  }

  private associate(tier: SubnetPlan["tier"], table: RouteTable, zone?: string): void {
    for (const { plan, subnet } of this.args.subnets) {
      if (plan.tier !== tier || (zone !== undefined && plan.zone !== zone)) continue;
      const association = new RouteTableAssociation(
        logicalName(this.name, tier, plan.zone),
        { subnetId: subnet.id, routeTableId: table.id },
        { parent: this.parent },
      );
      this.laid.push(association);
    }
  }
}
