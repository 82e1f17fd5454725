/** Where the edge sends requests: names of the cell, and the sites behind them. */
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord";
import { LoadBalancer } from "@pulumi/cloudflare/loadBalancer";
import { LoadBalancerMonitor } from "@pulumi/cloudflare/loadBalancerMonitor";
import { LoadBalancerPool } from "@pulumi/cloudflare/loadBalancerPool";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import type { SiteRole } from "../../../plan/cell";
import type { BalancingPlan, ZonePlan } from "../../../plan/edge";
import { logicalName } from "../../../plan/names";
import type { OriginOutputs } from "../../contract";

/** What the routing is made from. */
export interface CloudflareRoutingArgs {
  readonly stack: string;
  readonly plan: ZonePlan;
  readonly zoneId: Output<string>;
  /** Ways in of the sites that stand; the active one at least. */
  readonly origins: readonly OriginOutputs[];
}

/** The vendor chooses the lifetime of a proxied name. Source: Cloudflare documentation, "TTL". */
const AUTOMATIC_TTL = 1;

/** A pool with its place in the order. */
interface Pool {
  readonly role: SiteRole;
  readonly pool: LoadBalancerPool;
}

/** Price: facts/prices, `add-on` (load balancing, a month), where there are two sites. */
export class CloudflareRouting extends ComponentResource {
  /** Ids of the sites' pools; none where the cell has one site. */
  readonly poolIds: ReadonlyMap<SiteRole, Output<string>>;

  /**
   * @param name Logical name.
   * @param args The zone, and the ways in.
   * @param opts Providers and transformations.
   */
  constructor(name: string, args: CloudflareRoutingArgs, opts: ComponentResourceOptions) {
    super("platform:edge:CloudflareRouting", name, {}, opts);
    const { hosts, balancing } = args.plan;
    const poolIds = new Map<SiteRole, Output<string>>();
    this.poolIds = poolIds;
    const entry =
      balancing === undefined
        ? this.alias(name, args, { role: "api", to: this.only(args).host })
        : this.balancer(name, args, { balancing, poolIds });
    // Further names follow the first, so that a failover moves all of them at once.
    for (const role of ["root", "app", "auth"] as const) {
      this.alias(name, args, { role, to: entry });
    }
    this.registerOutputs({ hosts: Object.values(hosts) });
  }

  private only({ origins }: CloudflareRoutingArgs): OriginOutputs {
    const [origin] = origins;
    if (origin === undefined) throw new Error("origins is empty; the edge needs at least one");
    return origin;
  }

  private alias(
    name: string,
    { plan, zoneId }: CloudflareRoutingArgs,
    alias: { readonly role: keyof ZonePlan["hosts"]; readonly to: Input<string> },
  ): Output<string> {
    const host = plan.hosts[alias.role];
    const record = new DnsRecord(
      logicalName(name, alias.role),
      {
        zoneId,
        name: host,
        type: "CNAME",
        content: alias.to,
        proxied: true,
        ttl: AUTOMATIC_TTL,
        comment: `${alias.role} of the cell`,
      },
      { parent: this },
    );
    return record.name;
  }

  private balancer(
    name: string,
    args: CloudflareRoutingArgs,
    made: { readonly balancing: BalancingPlan; readonly poolIds: Map<SiteRole, Output<string>> },
  ): Output<string> {
    const { balancing } = made;
    const monitor = this.monitor(name, args, balancing);
    const pools = balancing.pools.flatMap(({ role, enabled }): Pool[] => {
      const origin = args.origins.find((each) => each.role === role);
      if (origin === undefined) return [];
      const pool = this.pool(name, args, { origin, enabled, monitor, balancing });
      return [{ role, pool }];
    });
    const [first] = pools;
    if (first === undefined) throw new Error("origins has none of the pools' sites");
    for (const { role, pool } of pools) made.poolIds.set(role, pool.id);
    const balancer = new LoadBalancer(
      logicalName(name, "api"),
      {
        zoneId: args.zoneId,
        name: args.plan.hosts.api,
        description: "The cell's sites, the active one first",
        proxied: true,
        enabled: true,
        // In the order of the pools: the next one only while those before it are ill or disabled.
        steeringPolicy: "off",
        sessionAffinity: "none",
        defaultPools: pools.map(({ pool }) => pool.id),
        // Where none is healthy the active site answers for itself.
        fallbackPool: first.pool.id,
      },
      { parent: this },
    );
    return balancer.name;
  }

  private monitor(
    name: string,
    { plan }: CloudflareRoutingArgs,
    { monitor }: BalancingPlan,
  ): LoadBalancerMonitor {
    return new LoadBalancerMonitor(
      logicalName(name, "monitor"),
      {
        accountId: plan.accountId,
        description: `${plan.hosts.api} serves`,
        type: "https",
        method: "GET",
        path: monitor.path,
        expectedCodes: monitor.expectedCodes,
        interval: monitor.intervalSeconds,
        timeout: monitor.timeoutSeconds,
        retries: monitor.retries,
        followRedirects: false,
        allowInsecure: false,
        header: { Host: [plan.hosts.api] },
        // With the zone's settings, its client certificate among them.
        probeZone: plan.zone,
      },
      { parent: this },
    );
  }

  private pool(
    name: string,
    { stack, plan }: CloudflareRoutingArgs,
    args: {
      readonly origin: OriginOutputs;
      readonly enabled: boolean;
      readonly monitor: LoadBalancerMonitor;
      readonly balancing: BalancingPlan;
    },
  ): LoadBalancerPool {
    const { origin, enabled, monitor, balancing } = args;
    return new LoadBalancerPool(
      logicalName(name, "pool", origin.role),
      {
        accountId: plan.accountId,
        name: logicalName("podcast", stack, origin.role),
        description: `The ${origin.role} site`,
        enabled,
        monitor: monitor.id,
        checkRegions: [...balancing.checkRegions],
        minimumOrigins: 1,
        origins: [{ name: origin.role, address: origin.host, enabled: true, weight: 1 }],
      },
      { parent: this },
    );
  }
}
