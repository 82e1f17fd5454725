/** Kubernetes objects whose controllers buy something: volumes and load balancers. */
import type { PricedCloud } from "../../../facts/prices";
import { UNKNOWN, type Value, type Values } from "../../../facts/values";
import { at, fieldsOf, listAt, numberAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";
import { type Subject, regionOf } from "../subject";

/** The cloud and region that the stack's cluster runs in. */
interface Home {
  readonly cloud: PricedCloud;
  readonly region: string;
}

const CLUSTERS = {
  "aws:eks/cluster:Cluster": "aws",
  "gcp:container/cluster:Cluster": "gcp",
} as const;

/** Where the cluster is: that of the stack, where all its clusters agree. */
function homeOf(subject: Subject): Home | undefined {
  const { stack } = subject;
  for (const [type, cloud] of Object.entries(CLUSTERS)) {
    for (const cluster of stack.byType.get(type) ?? []) {
      const region = regionOf(cluster, stack.options);
      if (region !== undefined) return { cloud, region };
    }
  }
  return undefined;
}

/** Equal volumes. */
export interface Volumes {
  /** Size of each. */
  readonly gib: Value;
  readonly count: Value;
}

const UNITS: Readonly<Record<string, number>> = {
  Ki: 1 / 1024 ** 2,
  Mi: 1 / 1024,
  Gi: 1,
  Ti: 1024,
  M: 1e6 / 1024 ** 3,
  G: 1e9 / 1024 ** 3,
  T: 1e12 / 1024 ** 3,
};

/**
 * GiB of a Kubernetes quantity.
 *
 * @param quantity Such as `100Gi`.
 * @returns The size, or UNKNOWN where it is no known quantity.
 */
export function gibOf(quantity: Value | undefined): number | typeof UNKNOWN {
  const text = typeof quantity === "string" ? quantity : "";
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([KMGT]i?)$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit];
  return factor === undefined ? UNKNOWN : Number(digits) * factor;
}

/**
 * Adds volumes at the price of the cluster's default disk.
 *
 * @param subject What claims them.
 * @param quote Where they are added.
 * @param volumes Size and number.
 */
export function addVolumes(subject: Subject, quote: Quote, { gib, count }: Volumes): void {
  const home = homeOf(subject);
  if (home === undefined) return void quote.missing("volume: no cluster in this stack says where");
  if (typeof gib !== "number") return void quote.missing("volume: its size is not known");
  if (typeof count !== "number") return void quote.missing("volume: their number is not known");
  const aws = { service: "ebs", sku: "gp3 storage" };
  const sold = home.cloud === "aws" ? aws : { service: "pd", sku: "pd-balanced" };
  quote.monthly({ name: `volume ${sold.sku}`, ...sold, ...home, quantity: gib * count });
}

const claim: Pricer = (subject, quote) => {
  const size = gibOf(at(subject.view.inputs, "spec.resources.requests.storage"));
  addVolumes(subject, quote, { gib: size, count: 1 });
};

const statefulSet: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const claims = listAt(inputs, "spec.volumeClaimTemplates");
  if (claims === UNKNOWN) return void quote.missing("its volume claims are not known");
  if (claims.length === 0) {
    quote.free("its pods run on the priced nodes");
    return;
  }
  const replicas = numberAt(inputs, "spec.replicas") ?? 1;
  for (const entry of claims) {
    const size = gibOf(at(fieldsOf(entry), "spec.resources.requests.storage"));
    addVolumes(subject, quote, { gib: size, count: replicas });
  }
};

/** A PostgreSQL cluster of CloudNativePG: a data volume, and a WAL volume, for each instance. */
const cloudNativePg: Pricer = (subject, quote) => {
  const spec: Values = fieldsOf(subject.view.inputs.spec);
  const count = numberAt(spec, "instances") ?? 1;
  addVolumes(subject, quote, { gib: gibOf(at(spec, "storage.size")), count });
  const wal = at(spec, "walStorage.size");
  if (wal !== undefined) addVolumes(subject, quote, { gib: gibOf(wal), count });
};

const service: Pricer = (subject, quote) => {
  const kind = textAt(subject.view.inputs, "spec.type") ?? "ClusterIP";
  if (kind === "ClusterIP" || kind === "NodePort" || kind === "ExternalName") {
    quote.free("its pods run on the priced nodes");
    return;
  }
  const home = homeOf(subject);
  if (home === undefined) return void quote.missing("load balancer: no cluster says where");
  if (home.cloud !== "aws") {
    const sku = "additional forwarding rule";
    quote.hourly({ name: "forwarding rule", service: "lb", sku, ...home, quantity: 1 });
    return;
  }
  quote.hourly({ name: "load balancer", service: "elb", sku: "NLB", ...home, quantity: 1 });
};

/** Pricers of Kubernetes objects that cost more than their nodes. */
export const KUBERNETES: PricerTable = {
  "kubernetes:core/v1:PersistentVolumeClaim": claim,
  "kubernetes:apps/v1:StatefulSet": statefulSet,
  "kubernetes:postgresql.cnpg.io/v1:Cluster": cloudNativePg,
  "kubernetes:core/v1:Service": service,
};
