/** Machines, disks and clusters on Google Cloud. */
import { SUSTAINED_USE, unitPrice } from "../../../facts/prices";
import { UNKNOWN, type Value, type Values } from "../../../facts/values";
import { at, fieldsOf, known, listAt, numberAt, switchAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";
import { type Subject, referred } from "../subject";

const CLUSTER = "gcp:container/cluster:Cluster";
/** Zones of a regional cluster that names none. Source: GKE, "Regional clusters". */
const REGIONAL_ZONES = 3;
/** Source: GKE API, NodeConfig: `machineType` e2-medium, `diskSizeGb` 100, `diskType` pd-balanced. */
const NODE = { machineType: "e2-medium", diskGib: 100, diskType: "pd-balanced" } as const;

/** Machines and their boot disks. */
interface Machines {
  readonly config: Values;
  readonly count: number;
  readonly maximum: number;
}

/** vCPU and GiB of memory of an E2 machine. Source: Compute Engine, "E2 machine series". */
function e2Shape(type: string): { readonly vcpu: number; readonly gib: number } | undefined {
  const [, family, first, second] =
    /^e2-(standard|highmem|highcpu|custom)-(\d+)(?:-(\d+))?$/.exec(type) ?? [];
  const vcpu = Number(first);
  switch (family) {
    case "standard":
      return { vcpu, gib: vcpu * 4 };
    case "highmem":
      return { vcpu, gib: vcpu * 8 };
    case "highcpu":
      return { vcpu, gib: vcpu };
    case "custom":
      return second === undefined ? undefined : { vcpu, gib: Number(second) / 1024 };
    case undefined:
    default:
      return undefined;
  }
}

/** Adds one machine type, by its own price or by its vCPUs and memory. */
function addMachineType(
  subject: Subject,
  quote: Quote,
  args: {
    readonly type: string;
    readonly spot: boolean;
    readonly count: number;
    readonly maximum: number;
  },
): void {
  const { type, spot, count: quantity, maximum } = args;
  const purchase = spot ? "spot" : type.startsWith("n2-") ? SUSTAINED_USE : "on-demand";
  const base = { service: "gce", quantity, maximum } as const;
  const { region } = subject;
  const listed =
    region !== undefined &&
    unitPrice({ cloud: "gcp", service: "gce", sku: type, region, purchase }) !== null;
  const shape = e2Shape(type);
  if (!listed && !spot && shape !== undefined) {
    const cpu = { quantity: quantity * shape.vcpu, maximum: maximum * shape.vcpu };
    quote.hourly({ ...base, ...cpu, name: `${type}: vCPU`, sku: "e2 vCPU" });
    const memory = { quantity: quantity * shape.gib, maximum: maximum * shape.gib };
    quote.hourly({ ...base, ...memory, name: `${type}: memory`, sku: "e2 memory" });
    return;
  }
  if (!listed && spot) {
    const origin = "Compute Engine, Spot VMs: never dearer than on-demand";
    quote.assume("no spot price known, machines at the on-demand price", quantity, origin);
    addMachineType(subject, quote, { ...args, spot: false });
    return;
  }
  quote.hourly({ ...base, name: `machines ${type}${spot ? ", spot" : ""}`, sku: type, purchase });
}

/** Adds disks of one kind. */
function addDisk(
  quote: Quote,
  disk: {
    readonly type: Value;
    readonly gib: Value;
    readonly count: number;
    readonly maximum: number;
  },
): void {
  const { type, gib, count, maximum } = disk;
  if (typeof type !== "string" || typeof gib !== "number") {
    return void quote.missing("disk: its type or size is not known");
  }
  // A type may be a URL, and a regional disk is written in two zones.
  const kind = type.split("/").at(-1) ?? type;
  const name = `disk ${kind}`;
  quote.monthly({ name, service: "pd", sku: kind, quantity: count * gib, maximum: maximum * gib });
}

/** Adds the nodes that a node configuration describes. */
function addNodes(subject: Subject, quote: Quote, machines: Machines): void {
  const { config, count, maximum } = machines;
  const type = textAt(config, "machineType") ?? NODE.machineType;
  const spot =
    switchAt(config, "spot", { absent: false, dearer: false }) ||
    switchAt(config, "preemptible", { absent: false, dearer: false });
  if (type === UNKNOWN) quote.missing("its machine type is not known");
  else addMachineType(subject, quote, { type, spot, count, maximum });
  addDisk(quote, {
    type: textAt(config, "diskType") ?? NODE.diskType,
    gib: numberAt(config, "diskSizeGb") ?? NODE.diskGib,
    count,
    maximum,
  });
}

/** Zones that a pool spans: its own list, its cluster's, one for a zone, three for a region. */
function zonesOf(inputs: Values, cluster: Values): number {
  for (const values of [inputs, cluster]) {
    const list = listAt(values, "nodeLocations");
    if (list !== UNKNOWN && list.length > 0) return list.length;
  }
  const location = textAt(inputs, "location") ?? textAt(cluster, "location");
  return typeof location === "string" && /-[a-z]$/.test(location) ? 1 : REGIONAL_ZONES;
}

const cluster: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  quote.hourly({
    name: "management fee",
    service: "gke",
    sku: "cluster management fee",
    quantity: 1,
  });
  if (switchAt(inputs, "enableAutopilot", { absent: false, dearer: true })) {
    const origin = "the platform's own pods for 1,000 tenants";
    const pods = { service: "gke", origin } as const;
    quote.usage({
      ...pods,
      name: "pods: vCPU",
      sku: "autopilot vCPU",
      key: "autopilotVcpuCount",
      assume: 8,
    });
    const memory = { sku: "autopilot memory", key: "autopilotMemoryGb", assume: 32 };
    quote.usage({ ...pods, ...memory, name: "pods: memory" });
    return;
  }
  if (switchAt(inputs, "removeDefaultNodePool", { absent: false, dearer: false })) return;
  if (inputs.nodePools !== undefined) return;
  const count = known(numberAt(inputs, "initialNodeCount"), 1) * zonesOf(inputs, {});
  addNodes(subject, quote, { config: fieldsOf(inputs.nodeConfig), count, maximum: count });
};

const nodePool: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const parent = referred(subject, "cluster", CLUSTER, [inputs.cluster])?.inputs ?? {};
  const zones = zonesOf(inputs, parent);
  // Counts are per zone. Source: GKE API, NodePoolAutoscaling; `total…` counts are of the pool.
  const perZone = (path: string): number | typeof UNKNOWN | undefined => {
    const value = numberAt(inputs, path);
    return typeof value === "number" ? value * zones : value;
  };
  const largest =
    numberAt(inputs, "autoscaling.totalMaxNodeCount") ?? perZone("autoscaling.maxNodeCount");
  const least =
    numberAt(inputs, "autoscaling.totalMinNodeCount") ?? perZone("autoscaling.minNodeCount");
  const stated = perZone("nodeCount") ?? perZone("initialNodeCount") ?? least ?? zones;
  const count = typeof stated === "number" ? stated : largest;
  if (typeof count !== "number") return void quote.missing("its number of nodes is not known");
  if (largest === UNKNOWN) quote.missing("its largest number of nodes is not known");
  const maximum = Math.max(count, known(largest, count));
  addNodes(subject, quote, { config: fieldsOf(inputs.nodeConfig), count, maximum });
};

const instance: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const type = textAt(inputs, "machineType") ?? UNKNOWN;
  const spot =
    textAt(inputs, "scheduling.provisioningModel") === "SPOT" ||
    switchAt(inputs, "scheduling.preemptible", { absent: false, dearer: false });
  if (type === UNKNOWN) quote.missing("its machine type is not known");
  else addMachineType(subject, quote, { type, spot, count: 1, maximum: 1 });
  addDisk(quote, {
    type: textAt(inputs, "bootDisk.initializeParams.type") ?? "pd-standard",
    gib: numberAt(inputs, "bootDisk.initializeParams.size") ?? 10,
    count: 1,
    maximum: 1,
  });
  const interfaces = listAt(inputs, "networkInterfaces");
  const open =
    interfaces === UNKNOWN
      ? []
      : interfaces.filter((i) => at(fieldsOf(i), "accessConfigs.0") !== undefined);
  if (open.length > 0) {
    const sku = "static external IPv4 in use";
    quote.hourly({ name: "external IPv4", service: "vpc", sku, quantity: open.length });
  }
};

const disk: Pricer = (subject, quote) => {
  const { inputs, type } = subject.view;
  const copies = type.includes("regionDisk") ? 2 : 1;
  addDisk(quote, {
    type: textAt(inputs, "type") ?? "pd-standard",
    gib: numberAt(inputs, "size") ?? UNKNOWN,
    count: copies,
    maximum: copies,
  });
};

/** Pricers of machines, disks and clusters. */
export const GCP_COMPUTE: PricerTable = {
  [CLUSTER]: cluster,
  "gcp:container/nodePool:NodePool": nodePool,
  "gcp:compute/instance:Instance": instance,
  "gcp:compute/disk:Disk": disk,
  "gcp:compute/regionDisk:RegionDisk": disk,
};
