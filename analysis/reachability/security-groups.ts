/** What AWS security groups let in: inline and separate rules, prefix lists and both IP versions. */
import { UNKNOWN } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import { ALL_PORTS, addressRange } from "../ranges";
import type { AddressRange, PortRange } from "../ranges";
import { valuesAt } from "../references";
import type { References } from "../references";
import type { ResourceView } from "../resource";

/** Type tokens that make up security groups. */
export const GROUP_TYPES = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
];
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const PREFIX_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

/** Types whose addresses are private: an unknown range that comes from one is no internet. */
const PRIVATE_SOURCES = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
];

/** All tokens that {@link ingressOf} looks at. */
export const SECURITY_GROUP_TYPES: readonly string[] = [...GROUP_TYPES, RULE, INGRESS_RULE];

/** One way in. */
export interface Ingress {
  /** The resource that states it. */
  readonly resource: ResourceView;
  /** Path of the rule in that resource's inputs; empty for a rule of its own. */
  readonly path: string;
  /** The group that it opens: a URN, or an id from outside of the stack. */
  readonly group: string;
  /** Undefined where the ports are unknown. */
  readonly ports?: PortRange;
  readonly ranges: readonly AddressRange[];
  /** Input path of a source that nothing known or depended on explains. */
  readonly openPath?: string;
}

/**
 * Every way in, over all security groups of the stack.
 *
 * @param references The resources of the stack.
 */
export function ingressOf(references: References): readonly Ingress[] {
  return references.resources.flatMap((resource) => {
    if (GROUP_TYPES.includes(resource.type)) return inline(resource, references);
    if (resource.type === RULE) return separate(resource, references, RULE_KEYS);
    return resource.type === INGRESS_RULE ? separate(resource, references, INGRESS_KEYS) : [];
  });
}

interface Keys {
  readonly cidrs: readonly string[];
  readonly lists: readonly string[];
  readonly protocol: string;
}

const RULE_KEYS: Keys = {
  cidrs: ["cidrBlocks", "ipv6CidrBlocks"],
  lists: ["prefixListIds"],
  protocol: "protocol",
};
const INGRESS_KEYS: Keys = {
  cidrs: ["cidrIpv4", "cidrIpv6"],
  lists: ["prefixListId"],
  protocol: "ipProtocol",
};

function inline(group: ResourceView, references: References): readonly Ingress[] {
  const rules = group.inputs.ingress;
  if (rules === UNKNOWN) {
    return [
      { resource: group, path: "ingress", group: group.urn, ranges: [], openPath: "ingress" },
    ];
  }
  if (!Array.isArray(rules)) return [];
  return (rules as readonly Value[]).map((rule, index) => {
    const path = `ingress[${index}]`;
    if (rule === UNKNOWN) {
      return { resource: group, path, group: group.urn, ranges: [], openPath: path };
    }
    const prefix = `ingress.${index}`;
    return {
      ...sources(group, references, { keys: RULE_KEYS, rule: rule as Values, path, prefix }),
      group: group.urn,
    };
  });
}

function separate(rule: ResourceView, references: References, keys: Keys): readonly Ingress[] {
  if (rule.type === RULE && rule.inputs.type === "egress") return [];
  const found = sources(rule, references, { keys, rule: rule.inputs, path: "", prefix: "" });
  const { targets, outside } = references.of(rule, "securityGroupId", GROUP_TYPES);
  const groups = [...targets.map(({ urn }) => urn), ...outside];
  return (groups.length === 0 ? [rule.urn] : groups).map((group) => ({ ...found, group }));
}

function sources(
  resource: ResourceView,
  references: References,
  at: {
    readonly keys: Keys;
    readonly rule: Values;
    readonly path: string;
    readonly prefix: string;
  },
): Omit<Ingress, "group"> {
  const { keys, rule, path } = at;
  const opens: string[] = [];
  const ranges: AddressRange[] = [];
  for (const key of keys.cidrs) {
    for (const value of valuesAt(rule[key], [])) {
      const range = typeof value === "string" ? addressRange(value) : undefined;
      if (range !== undefined) ranges.push(range);
      else if (value !== "" && !isPrivate(resource, key, references, path))
        opens.push(join(path, key));
    }
  }
  for (const key of keys.lists) {
    const lists = listsOf(resource, references, { key, value: rule[key], path });
    ranges.push(...lists.ranges);
    if (lists.isOpen) opens.push(join(path, key));
  }
  const ports = portsOf(rule, keys.protocol);
  const [openPath] = opens;
  return {
    resource,
    path,
    ranges,
    ...(ports === undefined ? {} : { ports }),
    ...(openPath === undefined ? {} : { openPath }),
  };
}

function listsOf(
  resource: ResourceView,
  references: References,
  at: { readonly key: string; readonly value: Value | undefined; readonly path: string },
): { readonly ranges: readonly AddressRange[]; readonly isOpen: boolean } {
  const values = valuesAt(at.value, []);
  if (values.length === 0) return { ranges: [], isOpen: false };
  const top = at.path === "" ? at.key : "ingress";
  const depended = (resource.dependencies[top] ?? []).flatMap((urn) => references.get(urn) ?? []);
  const lists = references.resources.filter(
    (list) =>
      list.type === PREFIX_LIST &&
      (depended.includes(list) || values.includes(list.outputs.id ?? null)),
  );
  const entries = lists.flatMap((list) => [
    ...valuesAt(list.inputs, ["entries[]", "cidr"]),
    ...references.resources
      .filter(
        ({ type, dependencies }) =>
          type === PREFIX_ENTRY && dependencies.prefixListId?.includes(list.urn) === true,
      )
      .flatMap((entry) => valuesAt(entry.inputs, ["cidr"])),
  ]);
  // A gateway endpoint's list holds the addresses of one service of the cloud, not of hosts.
  const endpoint = depended.some(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint");
  const known = entries.flatMap((entry) =>
    typeof entry === "string" ? (addressRange(entry) ?? []) : [],
  );
  const isOpen = !endpoint && (lists.length === 0 || known.length < entries.length);
  return { ranges: known, isOpen };
}

function isPrivate(
  resource: ResourceView,
  key: string,
  references: References,
  path: string,
): boolean {
  const top = path === "" ? key : "ingress";
  const depended = (resource.dependencies[top] ?? []).flatMap((urn) => references.get(urn) ?? []);
  return depended.some(({ type }) => PRIVATE_SOURCES.includes(type));
}

/** Protocol -1 is every port, whatever the ports say. Source: Amazon EC2 User Guide, "Security group rules". */
function portsOf(rule: Values, protocolKey: string): PortRange | undefined {
  const protocol = rule[protocolKey];
  if (protocol === "-1" || protocol === "all" || protocol === -1) return ALL_PORTS;
  if (protocol === "icmp" || protocol === "icmpv6" || protocol === "58" || protocol === "1") {
    return { from: -1, to: -1 };
  }
  const ends = [rule.fromPort, rule.toPort];
  if (protocol === UNKNOWN || ends.includes(UNKNOWN)) return undefined;
  const [from, to] = ends.map((end) =>
    typeof end === "symbol" ? Number.NaN : Number(end ?? Number.NaN),
  );
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) {
    return ALL_PORTS;
  }
  return { from, to };
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
