/**
 * Which inputs of which types can be made cheaper, and in which steps. Encryption, backups,
 * replicas across zones and sites are never offered: cost does not buy safety off.
 */
import { PRICE_FACTS, SIZE_FACTORS } from "../../../facts/prices";
import type { Value, Values } from "../../../facts/values";
import type { ResourceView } from "../../resource";
import { at, listAt, numberAt, textAt } from "../read";
import { type Change, type Ladder, inputChange, removal, single, withValue } from "./change";

/**
 * Storage that is made cannot be made smaller.
 * Source: Amazon RDS User Guide, "Working with storage"; Amazon EBS User Guide, "Modify a volume".
 */
const NEVER_SHRINKS = "before it is made; it never shrinks";

/** In production on-demand nodes stay one in each of three zones. */
const PRODUCTION_NODES = 3;

/** What the ladders may know beside the resource. */
export interface MendContext {
  readonly resources: readonly ResourceView[];
  /** In production one NAT gateway a zone stays: egress must outlive a zone. */
  readonly production: boolean;
}

type LadderTable = Readonly<
  Record<string, (view: ResourceView, context: MendContext) => readonly Ladder[]>
>;

/** Sizes of a family that the book lists, the largest first. */
const FAMILY_SIZES: ReadonlyMap<string, readonly string[]> = sizesOfFamilies();

/** Collects the sizes that the book names, by service and family. */
function sizesOfFamilies(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { service, sku } of PRICE_FACTS) {
    const [, family, size] = /^((?:db\.|cache\.)?[a-z]\w*)\.(\d*[a-z]+)\b/.exec(sku) ?? [];
    if (family === undefined || size === undefined || SIZE_FACTORS[size] === undefined) continue;
    const key = `${service}|${family}`;
    found.set(key, (found.get(key) ?? new Set()).add(size));
  }
  const factor = (size: string): number => SIZE_FACTORS[size] ?? 0;
  return new Map(
    [...found].map(([key, sizes]) => [key, [...sizes].toSorted((a, b) => factor(b) - factor(a))]),
  );
}

/**
 * Smaller sizes of the same family that the book lists, the largest first.
 *
 * @param service Service of the price, such as `rds`.
 * @param size Instance class or type.
 */
export function smallerSizes(service: string, size: string): readonly string[] {
  const dot = size.lastIndexOf(".");
  const family = size.slice(0, dot);
  const own = SIZE_FACTORS[size.slice(dot + 1)];
  if (own === undefined) return [];
  return (FAMILY_SIZES.get(`${service}|${family}`) ?? [])
    .filter((other) => (SIZE_FACTORS[other] ?? own) < own)
    .map((other) => `${family}.${other}`);
}

/** Steps down through texts at a path. */
function choices(view: ResourceView, path: string, options: readonly string[]): readonly Ladder[] {
  const now = textAt(view.inputs, path);
  if (typeof now !== "string" || options.length === 0) return [];
  const name = path.replace(/\.\d+$/, "");
  const rung = (index: number): Change => {
    const to = options[index] ?? now;
    return inputChange(view, `${name} ${now} -> ${to}`, withValue(view.inputs, path, to));
  };
  return [{ length: options.length, at: rung, fallback: 0 }];
}

/** A smaller size at a path. */
function size(view: ResourceView, path: string, service: string): readonly Ladder[] {
  const now = textAt(view.inputs, path);
  return typeof now === "string" ? choices(view, path, smallerSizes(service, now)) : [];
}

/** A number at a path, down to a floor; `lead` numbers that may not be larger go down with it. */
function amount(
  view: ResourceView,
  path: string,
  args: { readonly floor: number; readonly lead?: readonly string[]; readonly note?: string },
): readonly Ladder[] {
  const now = numberAt(view.inputs, path);
  if (typeof now !== "number" || now <= args.floor) return [];
  const rung = (index: number): Change => {
    const to = now - 1 - index;
    const led = (args.lead ?? []).filter((other) => {
      const value = numberAt(view.inputs, other);
      return typeof value === "number" && value > to;
    });
    const values = [path, ...led].reduce<Values>((v, p) => withValue(v, p, to), view.inputs);
    const name = [path, ...led].join(" and ");
    const note = args.note === undefined ? "" : ` (${args.note})`;
    return inputChange(view, `${name} ${now} -> ${to}${note}`, values);
  };
  const length = Math.ceil(now - args.floor);
  return [{ length, at: rung, fallback: length - 1 }];
}

/** gp3 in place of an older or provisioned disk type. */
function modernDisk(view: ResourceView, path: string): readonly Ladder[] {
  const now = textAt(view.inputs, path);
  return now === "gp2" || now === "io1" || now === "io2" ? choices(view, path, ["gp3"]) : [];
}

/** The number at a path where it is known, else a fallback. */
function floorAt(values: Values, path: string, fallback: number): number {
  const value = numberAt(values, path);
  return typeof value === "number" ? value : fallback;
}

/** Disks of a launch template or an instance. */
function disks(view: ResourceView, path: string, size: string): readonly Ladder[] {
  const list = listAt(view.inputs, path);
  const count = Array.isArray(list) ? (list as readonly Value[]).length : 0;
  return Array.from({ length: count }, (_, index) => `${path}.${index}.${size}`).flatMap((place) =>
    // A node needs room for its images. Source: Amazon EKS API, CreateNodegroup, `diskSize` 20.
    amount(view, place, { floor: 20 }),
  );
}

/** One NAT gateway for all zones, where an outage of its zone can be borne. */
function oneNat(view: ResourceView, context: MendContext): readonly Ladder[] {
  if (context.production) return [];
  const place = (nat: ResourceView): Value | undefined =>
    at(nat.inputs, "region") ?? at(nat.provider, "region");
  const others = context.resources
    .filter(({ type }) => type === view.type)
    .filter((nat) => place(nat) === place(view))
    .map(({ urn }) => urn)
    .toSorted();
  const [first] = others;
  if (first === undefined || first === view.urn) return [];
  const addresses = view.dependencies.allocationId ?? [];
  const text = "remove it and route its zone through the first NAT gateway";
  return [single(removal(view, text, new Set([view.urn, ...addresses])))];
}

/** An interface endpoint whose traffic can go through the NAT gateway. */
function noEndpoint(view: ResourceView): readonly Ladder[] {
  if (textAt(view.inputs, "vpcEndpointType") !== "Interface") return [];
  const text = "remove it: below 626 GB a month the NAT gateway is cheaper";
  return [single(removal(view, text, new Set([view.urn])))];
}

/** Half the machine of a Google type that ends in a number of vCPUs. */
function halves(view: ResourceView, path: string): readonly Ladder[] {
  const now = textAt(view.inputs, path);
  if (typeof now !== "string") return [];
  const [, family, count, memory] = /^((?:e2|n2)-\w+-|db-custom-)(\d+)(?:-(\d+))?$/.exec(now) ?? [];
  const options: string[] = [];
  for (let share = 2; Number(count) / share >= 2; share *= 2) {
    const less = memory === undefined ? "" : `-${Number(memory) / share}`;
    options.push(`${family ?? ""}${Number(count) / share}${less}`);
  }
  return choices(view, path, options);
}

/** Type token -> ladders of a resource. */
const LADDERS: LadderTable = {
  "aws:rds/instance:Instance": (view) => [
    ...size(view, "instanceClass", "rds"),
    ...amount(view, "allocatedStorage", { floor: 20, note: NEVER_SHRINKS }),
    ...amount(view, "maxAllocatedStorage", { floor: floorAt(view.inputs, "allocatedStorage", 20) }),
    ...modernDisk(view, "storageType"),
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": (view) => [
    ...size(view, "nodeType", "elasticache"),
    ...amount(view, "replicasPerNodeGroup", { floor: 1 }),
    // Source: seed, "Cache Scaling": three nodes at least.
    ...amount(view, "numNodeGroups", { floor: 3 }),
    ...amount(view, "numCacheClusters", { floor: 2 }),
  ],
  "aws:elasticache/cluster:Cluster": (view) => size(view, "nodeType", "elasticache"),
  "aws:eks/nodeGroup:NodeGroup": (view, { production }) => [
    ...((listAt(view.inputs, "instanceTypes") as readonly Value[] | undefined)?.length === 1
      ? size(view, "instanceTypes.0", "ec2")
      : []),
    ...amount(view, "scalingConfig.desiredSize", {
      floor: production && textAt(view.inputs, "capacityType") !== "SPOT" ? PRODUCTION_NODES : 1,
      lead: ["scalingConfig.minSize"],
    }),
    ...amount(view, "scalingConfig.maxSize", {
      floor: Math.max(1, floorAt(view.inputs, "scalingConfig.desiredSize", 1)),
    }),
  ],
  "aws:autoscaling/group:Group": (view) => [
    ...amount(view, "desiredCapacity", { floor: 1, lead: ["minSize"] }),
    ...amount(view, "maxSize", { floor: floorAt(view.inputs, "desiredCapacity", 1) }),
  ],
  "aws:ec2/instance:Instance": (view) => [
    ...size(view, "instanceType", "ec2"),
    ...amount(view, "rootBlockDevice.volumeSize", { floor: 8 }),
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": (view) =>
    disks(view, "blockDeviceMappings", "ebs.volumeSize"),
  "aws:ebs/volume:Volume": (view) => [
    ...amount(view, "size", { floor: 1, note: NEVER_SHRINKS }),
    ...modernDisk(view, "type"),
  ],
  "aws:ec2/natGateway:NatGateway": oneNat,
  "aws:ec2/vpcEndpoint:VpcEndpoint": noEndpoint,
  "gcp:container/nodePool:NodePool": (view) => [
    ...halves(view, "nodeConfig.machineType"),
    ...amount(view, "nodeCount", { floor: 1 }),
    ...amount(view, "autoscaling.maxNodeCount", {
      floor: floorAt(view.inputs, "autoscaling.minNodeCount", 1),
    }),
  ],
  "gcp:compute/instance:Instance": (view) => halves(view, "machineType"),
  "gcp:sql/databaseInstance:DatabaseInstance": (view) => [
    ...halves(view, "settings.tier"),
    ...amount(view, "settings.diskSize", { floor: 10, note: NEVER_SHRINKS }),
  ],
};

/**
 * The ladders of a resource.
 *
 * @param view The resource.
 * @param context The stack that it belongs to.
 */
export function laddersOf(view: ResourceView, context: MendContext): readonly Ladder[] {
  return LADDERS[view.type]?.(view, context) ?? [];
}

/** Types that can be mended although they have no price of their own. */
export const MENDED_BY_OTHERS: ReadonlySet<string> = new Set([
  "aws:ec2/launchTemplate:LaunchTemplate",
]);
