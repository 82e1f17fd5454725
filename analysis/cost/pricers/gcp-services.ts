/** Network, storage and keys on Google Cloud. */
import { UNKNOWN } from "../../../facts/values";
import { known, listAt, textAt } from "../read";
import type { Pricer, PricerTable } from "../quote";
import { statedUsage } from "../subject";

const GLOBAL_HOME = "us-central1";

const bucket: Pricer = (subject, quote) => {
  const origin = "500 GB in some five buckets for 1,000 tenants";
  const wide: Readonly<Record<string, string>> = {
    eu: "standard multi-region EU",
    eur4: "standard dual-region eur4 / nam4",
    nam4: "standard dual-region eur4 / nam4",
  };
  const multi = wide[subject.region ?? ""];
  const grade = known(textAt(subject.view.inputs, "storageClass"), "STANDARD").toLowerCase();
  const sku = multi ?? `${grade} storage`;
  const region = subject.region === "nam4" ? { region: "eur4" } : {};
  const storage = { service: "gcs", sku, key: "storageGb", assume: 100, origin } as const;
  quote.usage({ ...storage, ...region, name: "storage" });
  const operations = statedUsage(subject, "monthlyClassAOperations") ?? 0;
  if (operations > 0) {
    const sold = { service: "gcs", sku: "class A operations", region: GLOBAL_HOME } as const;
    quote.monthly({ ...sold, name: "class A operations", quantity: operations / 10_000 });
  }
};

const address: Pricer = (subject, quote) => {
  const kind = textAt(subject.view.inputs, "addressType") ?? "EXTERNAL";
  if (kind === "INTERNAL") {
    quote.free("VPC pricing: internal addresses are free");
    return;
  }
  const region = subject.view.type.includes("globalAddress") ? { region: GLOBAL_HOME } : {};
  const sku = "static external IPv4 in use";
  quote.hourly({ name: "external IPv4", service: "vpc", sku, ...region, quantity: 1 });
};

/** A gateway is paid by the machine up to this number. Source: Cloud NAT pricing. */
const NAT_CAP_MACHINES = 32;

const nat: Pricer = (subject, quote) => {
  const machines = statedUsage(subject, "assignedVms") ?? 7;
  const share = Math.min(machines, NAT_CAP_MACHINES) / NAT_CAP_MACHINES;
  const sku = "gateway, cap (>=32 VMs)";
  quote.hourly({
    name: `gateway for ${machines} machines`,
    service: "cloud-nat",
    sku,
    quantity: share,
  });
  if (statedUsage(subject, "assignedVms") === undefined) {
    quote.assume("assignedVms", machines, "five nodes and two for the time-series database");
  }
  quote.usage({
    name: "data processed",
    service: "cloud-nat",
    sku: "data processed",
    key: "monthlyDataProcessedGb",
    assume: 50,
    origin: "images, updates, outside calls of 1,000 tenants",
  });
};

const FORWARDING = [
  "gcp:compute/forwardingRule:ForwardingRule",
  "gcp:compute/globalForwardingRule:GlobalForwardingRule",
] as const;
/** Rules that cost one price together. Source: Cloud Load Balancing pricing. */
const RULES_TOGETHER = 5;

// The first five rules of a project are one price: each rule bears an equal share of it.
const forwardingRule: Pricer = (subject, quote) => {
  const rules = FORWARDING.reduce(
    (sum, type) => sum + (subject.stack.byType.get(type)?.length ?? 0),
    0,
  );
  const place = subject.view.type === FORWARDING[1] ? { region: GLOBAL_HOME } : {};
  const base = { service: "lb", ...place } as const;
  const first = "global forwarding rules, first 5 together";
  quote.hourly({ ...base, name: "share of the first five rules", sku: first, quantity: 1 / rules });
  const more = Math.max(0, rules - RULES_TOGETHER) / rules;
  if (more > 0) {
    const sku = "additional forwarding rule";
    quote.hourly({ ...base, name: "share of the further rules", sku, quantity: more });
  }
  quote.usage({
    ...base,
    name: "data processed",
    sku: "data processed in/out",
    key: "monthlyIngressDataGb",
    assume: 100,
    origin: "300,000 requests a month for 1,000 tenants",
  });
};

const armor: Pricer = (subject, quote) => {
  const rules = listAt(subject.view.inputs, "rules");
  const sold = { service: "cloud-armor", region: "global" } as const;
  quote.monthly({ ...sold, name: "policy", sku: "standard policy", quantity: 1 });
  if (rules === UNKNOWN) quote.missing("its rules are not known");
  else if (rules.length > 0) {
    quote.monthly({ ...sold, name: "rules", sku: "standard rule", quantity: rules.length });
  }
  quote.usage({
    ...sold,
    name: "requests",
    sku: "standard requests",
    key: "monthlyRequests",
    assume: 300_000,
    factor: 1e-6,
    origin: "10,000 requests a day (seed, Growth Projections)",
  });
};

const cryptoKey: Pricer = (_subject, quote) => {
  const origin = "one active version; each rotation adds one until it is destroyed";
  const sku = "software key version";
  const key = "keyVersions";
  quote.usage({ name: "key versions", service: "kms", sku, key, assume: 1, fixed: true, origin });
};

const secret: Pricer = (subject, quote) => {
  const places = listAt(subject.view.inputs, "replication.userManaged.replicas");
  // A version is billed once in each place; automatic replication counts as one.
  const copies = places === UNKNOWN ? 2 : Math.max(1, places.length);
  const stated = statedUsage(subject, "activeSecretVersions") ?? 1;
  const sku = "active version";
  quote.monthly({
    name: "versions",
    service: "secretmanager",
    sku,
    region: GLOBAL_HOME,
    quantity: copies * stated,
  });
};

const zone: Pricer = (_subject, quote) => {
  const sku = "managed zone (first 25)";
  quote.monthly({ name: "zone", service: "dns", sku, region: "global", quantity: 1 });
};

const registry: Pricer = (_subject, quote) => {
  const origin = "some twenty images of 250 MB";
  const sold = { service: "artifactregistry", sku: "storage", key: "storageGb" } as const;
  quote.usage({ ...sold, name: "image storage", assume: 5, fixed: true, origin });
};

/** Pricers of network, storage and keys. */
export const GCP_SERVICES: PricerTable = {
  "gcp:storage/bucket:Bucket": bucket,
  "gcp:compute/address:Address": address,
  "gcp:compute/globalAddress:GlobalAddress": address,
  "gcp:compute/routerNat:RouterNat": nat,
  [FORWARDING[0]]: forwardingRule,
  [FORWARDING[1]]: forwardingRule,
  "gcp:compute/securityPolicy:SecurityPolicy": armor,
  "gcp:kms/cryptoKey:CryptoKey": cryptoKey,
  "gcp:secretmanager/secret:Secret": secret,
  "gcp:dns/managedZone:ManagedZone": zone,
  "gcp:artifactregistry/repository:Repository": registry,
};
