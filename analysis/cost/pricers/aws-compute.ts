/** Machines on AWS: instances, node groups, autoscaling groups, and the clusters' control plane. */
import { unitPrice } from "../../../facts/prices";
import { EKS_VERSIONS, type KubernetesVersion } from "../../../facts/versions";
import { UNKNOWN, type Value, type Values } from "../../../facts/values";
import { at, fieldsOf, known, listAt, numberAt, switchAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";
import { type Subject, referred } from "../subject";
import { type Disk, addDisk } from "./aws-disks";

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const AMI_DISK = "root volume of Amazon's machine images";
/** Root disk of an EKS node where nothing is stated. Source: Amazon EKS API, CreateNodegroup, `diskSize`. */
const NODE_DISK_GIB = 20;
/** Root volume of Amazon Linux 2023 images. Source: Amazon Linux 2023 User Guide. */
const AMI_DISK_GIB = 8;

/** Machines of one group. */
interface Machines {
  readonly types: readonly string[];
  readonly spot: boolean;
  readonly count: number;
  readonly maximum: number;
}

/** A machine, how it is bought, and what it costs an hour. */
interface Offer {
  readonly sku: string;
  readonly purchase: "spot" | "on-demand";
  /** Infinite without a price: it goes first, so that it is reported and not passed over. */
  readonly hourlyUsd: number;
}

/**
 * What an hour of a type costs; spot without a spot price is held to the on-demand price, its upper
 * limit. Source: Amazon EC2 User Guide, Spot Instances: the default limit is the on-demand price.
 */
function offerOf({ region }: Subject, sku: string, spot: boolean): Offer {
  const usd = (purchase: Offer["purchase"]): number | undefined =>
    region === undefined
      ? undefined
      : unitPrice({ cloud: "aws", service: "ec2", sku, region, purchase })?.usd;
  const cheap = spot ? usd("spot") : undefined;
  if (cheap !== undefined) return { sku, purchase: "spot", hourlyUsd: cheap };
  return { sku, purchase: "on-demand", hourlyUsd: usd("on-demand") ?? Number.POSITIVE_INFINITY };
}

/** Adds machines at the price of the dearest type that the group may start. */
function addMachines(subject: Subject, quote: Quote, machines: Machines): void {
  const { types, spot, count, maximum } = machines;
  const [worst] = types
    .map((sku) => offerOf(subject, sku, spot))
    .toSorted((a, b) => b.hourlyUsd - a.hourlyUsd || (a.sku < b.sku ? -1 : 1));
  const { sku, purchase } = worst ?? { sku: "", purchase: "on-demand" };
  const isLimit = spot && purchase === "on-demand";
  const name = isLimit ? "spot machines at their highest price," : `${purchase} machines`;
  quote.hourly({ name: `${name} ${sku}`, service: "ec2", sku, purchase, quantity: count, maximum });
  if (!isLimit) return;
  const origin = "Amazon EC2 User Guide, Spot Instances: the on-demand price is the default limit";
  quote.assume("no spot price known, machines at the on-demand price", count, origin);
}

/** Texts of a list; undefined where one of them is unknown. */
function texts(list: readonly Value[] | typeof UNKNOWN): readonly string[] | undefined {
  if (list === UNKNOWN) return undefined;
  const found = list.filter((entry) => typeof entry === "string");
  return found.length === list.length ? found : undefined;
}

/** The launch template of a group, where the stack has it. */
function templateOf(subject: Subject, path: string): Values | undefined {
  const { inputs } = subject.view;
  const top = path.split(".")[0] ?? path;
  const names = [`${path}.id`, `${path}.name`, `${path}.launchTemplateId`].map((p) =>
    at(inputs, p),
  );
  return referred(subject, top, LAUNCH_TEMPLATE, names)?.inputs;
}

/** Disks of a launch template, or the one that the image brings. */
function addTemplateDisks(
  subject: Subject,
  quote: Quote,
  args: { readonly template: Values; readonly disk: Omit<Disk, "name" | "values"> },
): void {
  const mappings = listAt(args.template, "blockDeviceMappings");
  if (mappings === UNKNOWN) return void quote.missing("disks: the launch template's are not known");
  if (mappings.length === 0) {
    addDisk(subject, quote, { ...args.disk, name: "root disk", values: {} });
  }
  for (const mapping of mappings) {
    const device = known(textAt(fieldsOf(mapping), "deviceName"), "disk");
    const ebs = fieldsOf(fieldsOf(mapping).ebs);
    addDisk(subject, quote, { ...args.disk, name: `disk ${device}`, values: ebs });
  }
}

const nodeGroup: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const desired = numberAt(inputs, "scalingConfig.desiredSize");
  const largest = numberAt(inputs, "scalingConfig.maxSize");
  const count = typeof desired === "number" ? desired : largest;
  if (typeof count !== "number")
    return void quote.missing("neither desiredSize nor maxSize is known");
  if (desired === UNKNOWN) quote.assume("desiredSize", count, "unknown: as large as it may be");
  if (largest === UNKNOWN) quote.missing("maxSize is not known");
  const maximum = Math.max(count, known(largest, count));
  const referredTemplate = inputs.launchTemplate !== undefined;
  const template = templateOf(subject, "launchTemplate");
  if (referredTemplate && template === undefined) {
    quote.missing("disks: the launch template is not in this stack");
  }
  const stated = texts(listAt(inputs, "instanceTypes"));
  const single = textAt(template ?? {}, "instanceType");
  const types = stated?.length === 0 ? texts([single ?? "t3.medium"]) : stated;
  if (types === undefined) return void quote.missing("its instance types are not known");
  const spot = textAt(inputs, "capacityType") === "SPOT";
  addMachines(subject, quote, { types, spot, count, maximum });
  const origin = "Amazon EKS API Reference, CreateNodegroup";
  const disk = {
    count,
    maximumCount: maximum,
    defaultGib: NODE_DISK_GIB,
    defaultType: "gp2",
    origin,
  };
  if (template !== undefined) addTemplateDisks(subject, quote, { template, disk });
  else if (!referredTemplate) {
    const size = inputs.diskSize;
    const values: Values = size === undefined ? {} : { size };
    addDisk(subject, quote, { ...disk, name: "root disk", values });
  }
};

const scalingGroup: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const largest = numberAt(inputs, "maxSize");
  const desired = numberAt(inputs, "desiredCapacity") ?? numberAt(inputs, "minSize");
  const count = typeof desired === "number" ? desired : largest;
  if (typeof count !== "number") return void quote.missing("its size is not known");
  if (largest === UNKNOWN) quote.missing("maxSize is not known");
  const mixed = "mixedInstancesPolicy.launchTemplate";
  const path = inputs.mixedInstancesPolicy === undefined ? "launchTemplate" : mixed;
  const specification = path === mixed ? `${mixed}.launchTemplateSpecification` : path;
  const template = templateOf(subject, specification);
  if (template === undefined) return void quote.missing("its launch template is not in this stack");
  const overrides = listAt(inputs, `${mixed}.overrides`);
  const listed: readonly Value[] | typeof UNKNOWN =
    overrides === UNKNOWN ? UNKNOWN : overrides.map((o) => fieldsOf(o).instanceType ?? null);
  const own: readonly Value[] | typeof UNKNOWN =
    listed === UNKNOWN || listed.length > 0 ? listed : [template.instanceType ?? null];
  const types = texts(own);
  if (types === undefined) return void quote.missing("its instance types are not known");
  const maximum = Math.max(count, known(largest, count));
  const spot = textAt(template, "instanceMarketOptions.marketType") === "spot";
  addMachines(subject, quote, { types, spot, count, maximum });
  const disk = { count, maximumCount: maximum, defaultGib: AMI_DISK_GIB, defaultType: "gp2" };
  addTemplateDisks(subject, quote, { template, disk: { ...disk, origin: AMI_DISK } });
};

const instance: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const template = templateOf(subject, "launchTemplate") ?? {};
  const type = textAt(inputs, "instanceType") ?? textAt(template, "instanceType");
  if (typeof type !== "string") return void quote.missing("its instance type is not known");
  const spot = textAt(inputs, "instanceMarketOptions.marketType") === "spot";
  addMachines(subject, quote, { types: [type], spot, count: 1, maximum: 1 });
  const one = { count: 1, defaultGib: AMI_DISK_GIB, defaultType: "gp2", origin: AMI_DISK };
  addDisk(subject, quote, {
    ...one,
    name: "root disk",
    values: fieldsOf(inputs.rootBlockDevice),
  });
  const disks = listAt(inputs, "ebsBlockDevices");
  if (disks === UNKNOWN) quote.missing("its further disks are not known");
  else {
    for (const disk of disks)
      addDisk(subject, quote, { ...one, name: "disk", values: fieldsOf(disk) });
  }
  if (switchAt(inputs, "associatePublicIpAddress", { absent: false, dearer: true })) {
    quote.hourly({
      name: "public IPv4",
      service: "vpc",
      sku: "public IPv4 in use or idle",
      quantity: 1,
    });
  }
};

/** Whether a cluster's version is past its standard support, or too old for the table. */
function extended(version: string, day: string): boolean {
  const dates: Readonly<Record<string, KubernetesVersion>> = EKS_VERSIONS;
  const known = dates[version];
  if (known !== undefined) return known.standardSupportEnds < day;
  const minor = (text: string): number => Number(text.split(".")[1]);
  return Object.keys(EKS_VERSIONS).every((other) => minor(version) < minor(other));
}

// Source: Amazon EKS pricing: a version in extended support costs six times as much.
const cluster: Pricer = ({ view, stack }, quote) => {
  const version = textAt(view.inputs, "version");
  const { day } = stack.options;
  const stays = textAt(view.inputs, "upgradePolicy.supportType") === "STANDARD";
  const old = !stays && day !== undefined && typeof version === "string" && extended(version, day);
  const sku = `control plane (${old ? "extended" : "standard"} support)`;
  quote.hourly({ name: "control plane", service: "eks", sku, quantity: 1 });
};

/** Pricers of machines and clusters. */
export const AWS_COMPUTE: PricerTable = {
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "aws:autoscaling/group:Group": scalingGroup,
  "aws:ec2/instance:Instance": instance,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": instance,
};
