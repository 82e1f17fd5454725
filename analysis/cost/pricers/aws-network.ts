/** The network on AWS: NAT, addresses, endpoints, load balancers, DNS, edge. */
import { HOURS_PER_MONTH } from "../../../facts/prices";
import { UNKNOWN } from "../../../facts/values";
import { fieldsOf, listAt, numberAt, switchAt, textAt } from "../read";
import type { Pricer, PricerTable, Quote } from "../quote";
import { type Subject, countOf, statedUsage } from "../subject";

/** Zones of a region that a list of unknown length may span. Source: AWS, "Regions and Availability Zones". */
const WORST_ZONES = 6;
const IPV4 = { service: "vpc", sku: "public IPv4 in use or idle" } as const;

const nat: Pricer = (_subject, quote) => {
  quote.hourly({ name: "gateway", service: "vpc", sku: "NAT gateway", quantity: 1 });
  quote.usage({
    name: "data processed",
    service: "vpc",
    sku: "NAT gateway data processed",
    key: "monthlyDataProcessedGb",
    assume: 17,
    origin:
      "50 GB a month through three gateways for 1,000 tenants: images, updates, outside calls",
  });
};

// Every public IPv4 address is billed, in use or idle. Source: Amazon VPC pricing, since 2024-02.
const eip: Pricer = (subject, quote) => {
  const pool = textAt(subject.view.inputs, "publicIpv4Pool");
  if (typeof pool === "string" && pool !== "amazon") {
    quote.free("Amazon VPC pricing, Public IPv4: addresses that you bring are free");
    return;
  }
  quote.hourly({ name: "public IPv4", ...IPV4, quantity: 1 });
};

/** Quantities that one capacity unit carries. Source: Elastic Load Balancing pricing. */
const UNIT_LIMITS = {
  application: { newConnections: 25, activeConnections: 3000 },
  network: { newConnections: 800, activeConnections: 100_000 },
} as const;

/** Capacity units by the dearest of their dimensions; bytes are what is assumed. */
function addCapacityUnits(subject: Subject, quote: Quote, kind: "application" | "network"): void {
  const sku = kind === "application" ? "ALB LCU" : "NLB LCU";
  const perSecond = statedUsage(subject, "newConnections") ?? 0;
  const active = statedUsage(subject, "activeConnections") ?? 0;
  const limits = UNIT_LIMITS[kind];
  const units = Math.max(perSecond / limits.newConnections, active / limits.activeConnections);
  const bytes = statedUsage(subject, "processedBytesGb");
  const byConnections = units * HOURS_PER_MONTH;
  if (byConnections > (bytes ?? 0)) {
    return void quote.monthly({
      name: "capacity units",
      service: "elb",
      sku,
      quantity: byConnections,
    });
  }
  quote.usage({
    name: "capacity units",
    service: "elb",
    sku,
    key: "processedBytesGb",
    assume: 200,
    origin: "300,000 requests a month for 1,000 tenants; a unit carries one GB an hour",
  });
}

const loadBalancer: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const kind = textAt(inputs, "loadBalancerType") ?? "application";
  if (kind !== "application" && kind !== "network") {
    return void quote.missing(`no price of a ${kind === UNKNOWN ? "unknown" : kind} load balancer`);
  }
  const sku = kind === "application" ? "ALB" : "NLB";
  quote.hourly({ name: "load balancer", service: "elb", sku, quantity: 1 });
  addCapacityUnits(subject, quote, kind);
  if (switchAt(inputs, "internal", { absent: false, dearer: false })) return;
  const own = listAt(inputs, "subnetMappings");
  // An address that the stack allocates itself is billed where it is allocated.
  const bare = own === UNKNOWN ? [] : own.filter((m) => fieldsOf(m).allocationId === undefined);
  const addresses = countOf(subject.view, "subnets", WORST_ZONES) + bare.length;
  if (addresses > 0) quote.hourly({ name: "public IPv4", ...IPV4, quantity: addresses });
};

const classicLoadBalancer: Pricer = (_subject, quote) => {
  quote.hourly({ name: "load balancer", service: "elb", sku: "classic LB", quantity: 1 });
  quote.missing("no price of the data that a classic load balancer processes");
};

// Billed by the hour while a listener verifies clients. Source: Elastic Load Balancing pricing.
const trustStore: Pricer = (_subject, quote) => {
  quote.hourly({ name: "trust store", service: "elb", sku: "ALB trust store", quantity: 1 });
};

const endpoint: Pricer = (subject, quote) => {
  const kind = textAt(subject.view.inputs, "vpcEndpointType") ?? "Gateway";
  if (kind === "Gateway") {
    quote.free("Amazon VPC pricing: gateway endpoints are free");
    return;
  }
  if (kind !== "Interface" && kind !== UNKNOWN) {
    return void quote.missing(`no price of a ${kind} endpoint`);
  }
  const zones = Math.max(1, countOf(subject.view, "subnetIds", WORST_ZONES));
  quote.hourly({
    name: "endpoint per zone",
    service: "vpc",
    sku: "interface endpoint",
    quantity: zones,
  });
  quote.usage({
    name: "data processed",
    service: "vpc",
    sku: "interface endpoint data (first 1 PB)",
    key: "monthlyDataProcessedGb",
    assume: 10,
    origin: "API calls of the platform's own services for 1,000 tenants",
  });
};

const zone: Pricer = (_subject, quote) => {
  const sku = "hosted zone (first 25)";
  quote.monthly({ name: "zone", service: "route53", sku, region: "global", quantity: 1 });
  quote.usage({
    name: "queries",
    service: "route53",
    sku: "standard queries",
    region: "global",
    key: "monthlyStandardQueries",
    assume: 300_000,
    factor: 1e-6,
    origin: "one query a request for 1,000 tenants",
  });
};

const healthCheck: Pricer = (subject, quote) => {
  const { inputs } = subject.view;
  const base = { service: "route53", region: "global" } as const;
  const type = textAt(inputs, "type");
  const sku = "health check (non-AWS endpoint)";
  quote.monthly({ ...base, name: "check", sku, quantity: 1 });
  const fast = numberAt(inputs, "requestInterval") === 10;
  const latency = switchAt(inputs, "measureLatency", { absent: false, dearer: true });
  const secure = typeof type !== "string" || type.startsWith("HTTPS");
  const match = typeof type !== "string" || type.endsWith("STR_MATCH");
  const options = [fast, latency, secure, match].filter(Boolean).length;
  if (options === 0) return;
  const option = "health check optional feature (non-AWS)";
  quote.monthly({ ...base, name: "optional features", sku: option, quantity: options });
};

const cloudFront: Pricer = (_subject, quote) => {
  const base = { service: "cloudfront", region: "global", origin: "traffic of 1,000 tenants" };
  quote.usage({
    ...base,
    name: "data out",
    sku: "data out US/EU first 10 TB",
    key: "monthlyDataTransferToInternetGb",
    assume: 100,
  });
  quote.usage({
    ...base,
    name: "requests",
    sku: "HTTPS requests US/EU",
    key: "monthlyHttpsRequests",
    assume: 300_000,
    factor: 1e-4,
  });
};

/** Pricers of the network. */
export const AWS_NETWORK: PricerTable = {
  "aws:ec2/natGateway:NatGateway": nat,
  "aws:ec2/eip:Eip": eip,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:elb/loadBalancer:LoadBalancer": classicLoadBalancer,
  "aws:lb/trustStore:TrustStore": trustStore,
  "aws:ec2/vpcEndpoint:VpcEndpoint": endpoint,
  "aws:route53/zone:Zone": zone,
  "aws:route53/healthCheck:HealthCheck": healthCheck,
  "aws:cloudfront/distribution:Distribution": cloudFront,
};
