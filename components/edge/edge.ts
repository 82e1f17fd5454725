/** Wires the way in of a cell: the zone, the load balancer of each site, and who goes where. */
import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import type { SiteRole } from "../../plan/cell";
import { logicalName } from "../../plan/names";
import type {
  CacheOutputs,
  CertificatesOutputs,
  ClusterOutputs,
  IdentityOutputs,
  KeyOutputs,
  NetworkOutputs,
  OriginOutputs,
  Placement,
  ZoneOutputs,
} from "../contract";
import { AwsOrigin } from "./aws";
import { CloudflareRouting } from "./cloudflare/routing";
import { CloudflareZone } from "./cloudflare/zone";
import { Gateway } from "./kubernetes/gateway";
import { IssuerRoute } from "./kubernetes/issuer-route";

/** What the way in is made from. */
export interface EdgeArgs extends Placement {
  readonly keys: KeyOutputs;
  readonly network: NetworkOutputs;
  readonly cluster: ClusterOutputs;
  readonly certificates: CertificatesOutputs;
  readonly cache: CacheOutputs;
  /**
   * The way in of the other site, made after the zone and with this site's proof of the domain.
   * @default undefined the cell has one site
   */
  readonly other?: (made: {
    readonly zone: ZoneOutputs;
    readonly origin: OriginOutputs;
  }) => OriginOutputs;
}

/** What the way in hands on. */
export interface EdgeOutputs {
  readonly zone: ZoneOutputs;
  readonly origin: OriginOutputs;
  readonly gateway: Gateway;
  /** Ids of the sites' pools; empty where there is one site. */
  readonly poolIds: ReadonlyMap<SiteRole, Output<string>>;
}

/**
 * Builds the way in of a cell whose active site is `args.site`.
 *
 * @param args What it is made from.
 * @param opts Providers, the cluster's among them, and transformations.
 */
export function buildEdge(args: EdgeArgs, opts: ComponentResourceOptions): EdgeOutputs {
  const { cell, site, keys, network, cluster, certificates, cache } = args;
  const place = { cell, site };
  const zone = new CloudflareZone("edge-zone", { ...place, plan: cell.edge, keys }, opts);
  const origin = new AwsOrigin(
    logicalName(site.role, "edge"),
    { ...place, plan: site.edge, region: site.region, network, zone, proof: { kind: "own" } },
    opts,
  );
  const other = args.other?.({ zone, origin });
  const origins = other === undefined ? [origin] : [origin, other];
  const { zoneId } = zone;
  const { poolIds } = new CloudflareRouting(
    "edge-routing",
    { stack: cell.stack, plan: cell.edge, zoneId, origins },
    opts,
  );
  const gateway = new Gateway(
    logicalName(site.role, "gateway"),
    { ...place, cluster, certificates, cache, origin },
    opts,
  );
  return { zone, origin, gateway, poolIds };
}

/** Who issues tokens, and the gateway that leads to it. */
export interface IssuerWayArgs extends Placement {
  readonly identity: IdentityOutputs;
  readonly edge: EdgeOutputs;
}

/**
 * Leads the gateway to the cell's own issuer of tokens, where it has one.
 *
 * @param args The issuer, and the way in.
 * @param opts Providers, the cluster's among them, and transformations.
 */
export function leadToIssuer(args: IssuerWayArgs, opts: ComponentResourceOptions): void {
  const { cell, site, identity, edge } = args;
  const { backend } = identity;
  const { source } = site.identity;
  if (backend === undefined || source.kind === "external") return;
  const after = [edge.gateway.gateway, ...identity.ready];
  new IssuerRoute(
    logicalName(site.role, "issuer-route"),
    { cell, site, backend, realm: source.realm, after },
    opts,
  );
}
