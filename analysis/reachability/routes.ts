/** Which subnets have a route to the internet gateway. */
import { UNKNOWN } from "../../facts/values";
import type { References } from "../references";
import { valuesAt } from "../references";
import type { ResourceView } from "../resource";

const SUBNET = "aws:ec2/subnet:Subnet";
const TABLES = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"];
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const ROUTE = "aws:ec2/route:Route";
const GATEWAY = ["aws:ec2/internetGateway:InternetGateway"];

/** Tokens that routes are made of. */
export const ROUTE_TYPES: readonly string[] = [SUBNET, ...TABLES, ASSOCIATION, ROUTE, ...GATEWAY];

/**
 * Subnets whose route table leads to an internet gateway: by URN, the way as text.
 *
 * @param references The resources of the stack.
 */
export function publicSubnets(references: References): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  for (const resource of references.resources) {
    if (resource.type === ROUTE && leadsOut(references, resource, "gatewayId")) {
      for (const { urn } of references.of(resource, "routeTableId", TABLES).targets)
        open.set(urn, resource.name);
    }
    if (TABLES.includes(resource.type) && leadsOut(references, resource, "routes[].gatewayId")) {
      open.set(resource.urn, resource.name);
    }
  }
  const subnets = new Map<string, string>();
  for (const resource of references.resources.filter(({ type }) => type === ASSOCIATION)) {
    const [table] = references.of(resource, "routeTableId", TABLES).targets;
    const route = table === undefined ? undefined : open.get(table.urn);
    if (table === undefined || route === undefined) continue;
    for (const subnet of references.of(resource, "subnetId", [SUBNET]).targets) {
      subnets.set(subnet.urn, `internet gateway -> ${table.name} -> ${subnet.name}`);
    }
  }
  return subnets;
}

/**
 * The subnets that a subnet group holds.
 *
 * @param references The resources of the stack.
 * @param group A resource with `subnetIds`.
 */
export function subnetsOf(references: References, group: ResourceView): readonly ResourceView[] {
  return references.of(group, "subnetIds[]", [SUBNET]).targets;
}

function leadsOut(references: References, resource: ResourceView, path: string): boolean {
  const { targets, outside } = references.of(resource, path, GATEWAY);
  const values = valuesAt(resource.inputs, path.split("."));
  const named = outside.some((id) => id.startsWith("igw-"));
  return (
    named ||
    (targets.length > 0 && values.some((value) => value === UNKNOWN || typeof value === "string"))
  );
}
