/** Ways from the internet to a data store through load balancers. */
import { DATA_PORTS } from "../../facts/ports";
import { UNKNOWN } from "../../facts/values";
import { Graph } from "../graph";
import type { Edge } from "../graph";
import type { References } from "../references";
import type { ResourceView } from "../resource";

/** Where every way begins. */
export const INTERNET = "internet";

/** Managed data stores that a target or an address can lead to. */
export const STORE_TYPES: readonly string[] = [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:docdb/cluster:Cluster",
  "aws:docdb/clusterInstance:ClusterInstance",
  "aws:neptune/cluster:Cluster",
  "aws:redshift/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/cluster:Cluster",
  "aws:memorydb/cluster:Cluster",
  "aws:opensearch/domain:Domain",
  "aws:msk/cluster:Cluster",
  "aws:efs/fileSystem:FileSystem",
];

/** Load balancers, their listeners and what they forward to, under both names of the service. */
const SERVICES = ["lb", "alb"];
const types = (member: string): readonly string[] =>
  SERVICES.map(
    (service) => `aws:${service}/${member}:${member[0]?.toUpperCase() ?? ""}${member.slice(1)}`,
  );
const BALANCERS = [...types("loadBalancer"), "aws:elb/loadBalancer:LoadBalancer"];
const LISTENERS = types("listener");
const LISTENER_RULES = types("listenerRule");
const TARGET_GROUPS = types("targetGroup");
const ATTACHMENTS = types("targetGroupAttachment");

/** Every type that such a way leads over. */
export const WAY_TYPES: readonly string[] = [
  ...BALANCERS,
  ...LISTENERS,
  ...LISTENER_RULES,
  ...TARGET_GROUPS,
  ...ATTACHMENTS,
  ...STORE_TYPES,
];

/** A way from the internet to something that holds data. */
export interface Way {
  /** The store, or the target group that forwards to a data port. */
  readonly end: ResourceView;
  /** Such as `internet -> front (443) -> targets (5432) -> orders`. */
  readonly text: string;
}

/**
 * Every shortest way from the internet to a data store, or to a target group on a data port.
 *
 * @param references The resources of the stack.
 */
export function waysToStores(references: References): readonly Way[] {
  const graph = new Graph(
    references.resources.flatMap((resource) => edgesOf(resource, references)),
  );
  return references.resources.filter(isEnd).flatMap((end) => {
    const path = graph.path(INTERNET, end.urn);
    return path === undefined ? [] : [{ end, text: written(path, references) }];
  });
}

function edgesOf(resource: ResourceView, references: References): readonly Edge[] {
  const { type, urn, inputs } = resource;
  if (BALANCERS.includes(type)) {
    const hidden = inputs.internal === true || inputs.internal === "true";
    return hidden ? [] : [{ from: INTERNET, to: urn, by: "" }];
  }
  if (LISTENERS.includes(type)) {
    return [
      ...back(references, { resource, path: "loadBalancerArn", types: BALANCERS }),
      ...ahead(references, resource, "defaultActions"),
    ];
  }
  if (LISTENER_RULES.includes(type)) {
    return [
      ...back(references, { resource, path: "listenerArn", types: LISTENERS }),
      ...ahead(references, resource, "actions"),
    ];
  }
  if (!ATTACHMENTS.includes(type)) return [];
  const groups = references.of(resource, "targetGroupArn", TARGET_GROUPS).targets;
  const stores = references.of(resource, "targetId", STORE_TYPES).targets;
  return groups.flatMap((group) =>
    stores.map((store) => ({ from: group.urn, to: store.urn, by: shown(resource.inputs.port) })),
  );
}

function back(
  references: References,
  {
    resource,
    path,
    types: wanted,
  }: { readonly resource: ResourceView; readonly path: string; readonly types: readonly string[] },
): readonly Edge[] {
  const by = shown(resource.inputs.port);
  return references
    .of(resource, path, wanted)
    .targets.map(({ urn }) => ({ from: urn, to: resource.urn, by }));
}

function ahead(references: References, resource: ResourceView, key: string): readonly Edge[] {
  const paths = [`${key}[].targetGroupArn`, `${key}[].forward.targetGroups[].arn`];
  return paths.flatMap((path) =>
    references.of(resource, path, TARGET_GROUPS).targets.map((group) => ({
      from: resource.urn,
      to: group.urn,
      by: shown(group.inputs.port),
    })),
  );
}

function isEnd({ type, inputs }: ResourceView): boolean {
  if (STORE_TYPES.includes(type)) return true;
  return TARGET_GROUPS.includes(type) && shown(inputs.port) in DATA_PORTS;
}

function written(path: readonly Edge[], references: References): string {
  const steps = path.map(({ to, by }) => {
    const name = references.get(to)?.name ?? to;
    return by === "" ? name : `${name} (${by})`;
  });
  return [INTERNET, ...steps].join(" -> ");
}

function shown(port: unknown): string {
  return typeof port === "number" || (typeof port === "string" && port !== "")
    ? String(port)
    : port === UNKNOWN
      ? "?"
      : "";
}
