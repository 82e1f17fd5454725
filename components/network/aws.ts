/** The network of one site on AWS: three tiers of subnets, and a way out for two of them. */
import {
  DefaultSecurityGroup,
  InternetGateway,
  SecurityGroup,
  Subnet,
  Vpc,
  VpcEndpoint,
} from "@pulumi/aws/ec2";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { SubnetPlan, Tier } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type { KeyOutputs, NetworkOutputs, Placement } from "../contract";
import { siteName } from "../naming";
import { FlowLogs } from "./aws-flow-logs";
import { Routing } from "./aws-routing";
import { s3EndpointPolicy } from "./s3-endpoint";

/** What the network is made from. */
export interface AwsNetworkArgs extends Placement {
  readonly keys: KeyOutputs;
}

/** A subnet with the plan that it was made from. */
export interface PlacedSubnet {
  readonly plan: SubnetPlan;
  readonly subnet: Subnet;
}

/**
 * Load balancers find their subnets by these tags.
 * Source: Amazon EKS User Guide, "Route application and HTTP traffic with ALBs".
 */
const ROLE_TAGS = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  isolated: {},
} as const satisfies Record<Tier, Readonly<Record<string, string>>>;

/** Price: facts/prices, `nat` (an hour and zone, and a GB). Everything else here is free. */
export class AwsNetwork extends ComponentResource implements NetworkOutputs {
  readonly networkId: Output<string>;
  readonly subnetIds: NetworkOutputs["subnetIds"];
  readonly nodeGroupId: Output<string>;
  readonly waysOut: readonly Resource[];
  readonly natGatewayIds: ReadonlyMap<string, Output<string>>;
  readonly objectStoreRanges: Output<string[]>;

  /**
   * @param name Logical name.
   * @param args The cell, the site, and its keys.
   * @param opts Provider and transformations.
   */
  constructor(name: string, args: AwsNetworkArgs, opts: ComponentResourceOptions) {
    super("platform:network:AwsNetwork", name, {}, opts);
    const vpc = this.vpc(name, args);
    const subnets = args.site.network.subnets.map((plan) => this.subnet(name, vpc, plan));
    const gateway = this.internetGateway(name, vpc);
    const routing = new Routing(this, name, { vpc, gateway, subnets, plan: args.site.network });
    const s3 = this.s3Endpoint(name, args, { vpc, routing });
    this.closeDefaultGroup(name, vpc);
    const nodes = this.nodeGroup(name, args, vpc);
    new FlowLogs(this, name, { ...args, vpc });

    this.networkId = vpc.id;
    this.subnetIds = {
      public: idsOf(subnets, "public"),
      private: idsOf(subnets, "private"),
      isolated: idsOf(subnets, "isolated"),
    };
    this.nodeGroupId = nodes.id;
    this.waysOut = routing.waysOut;
    this.natGatewayIds = routing.natGatewayIds;
    this.objectStoreRanges = s3.cidrBlocks;
    this.registerOutputs({ networkId: this.networkId, subnetIds: this.subnetIds });
  }

  private vpc(name: string, args: AwsNetworkArgs): Vpc {
    return new Vpc(
      name,
      {
        cidrBlock: args.site.network.cidr,
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: logicalName(args.cell.stack, name) },
      },
      { parent: this },
    );
  }

  private subnet(name: string, vpc: Vpc, plan: SubnetPlan): PlacedSubnet {
    const logical = logicalName(name, plan.tier, plan.zone);
    const subnet = new Subnet(
      logical,
      {
        vpcId: vpc.id,
        cidrBlock: plan.cidr,
        availabilityZone: plan.zone,
        mapPublicIpOnLaunch: false,
        tags: { Name: logical, ...ROLE_TAGS[plan.tier] },
      },
      { parent: this },
    );
    return { plan, subnet };
  }

  private internetGateway(name: string, vpc: Vpc): InternetGateway {
    return new InternetGateway(logicalName(name, "internet"), { vpcId: vpc.id }, { parent: this });
  }

  /** Backups and image layers reach S3 without NAT, from the subnets without a way out as well. */
  private s3Endpoint(
    name: string,
    { cell, site }: AwsNetworkArgs,
    { vpc, routing }: { readonly vpc: Vpc; readonly routing: Routing },
  ): VpcEndpoint {
    return new VpcEndpoint(
      logicalName(name, "s3"),
      {
        vpcId: vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${site.region}.s3`,
        routeTableIds: routing.tablesBehindTheGateway.map((table) => table.id),
        policy: s3EndpointPolicy({ accountId: cell.accountId, region: site.region }),
      },
      { parent: this },
    );
  }

  /** Takes all rules from the group that a careless resource would fall into. */
  private closeDefaultGroup(name: string, vpc: Vpc): DefaultSecurityGroup {
    return new DefaultSecurityGroup(
      logicalName(name, "default-group"),
      { vpcId: vpc.id, ingress: [], egress: [] },
      { parent: this },
    );
  }

  /** Its rules are separate resources beside the stores that it reaches: previews stay readable. */
  private nodeGroup(name: string, args: AwsNetworkArgs, vpc: Vpc): SecurityGroup {
    const group = siteName("securityGroup", args, "nodes");
    return new SecurityGroup(
      logicalName(name, "nodes"),
      { vpcId: vpc.id, name: group, description: "Nodes of the cluster", tags: { Name: group } },
      { parent: this },
    );
  }
}

/** Selects the subnets of one tier. */
function isTier(tier: Tier): (placed: PlacedSubnet) => boolean {
  return (placed) => placed.plan.tier === tier;
}

/** Ids of the subnets of one tier, in the order of the plan. */
function idsOf(subnets: readonly PlacedSubnet[], tier: Tier): readonly Output<string>[] {
  return subnets.filter(isTier(tier)).map(({ subnet }) => subnet.id);
}
