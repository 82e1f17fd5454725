/**
 * How a price that the book lacks follows from one that it has, by a rule that the vendor states.
 * Each rule rewrites the key and gives the factor; what it yields is shown as unverified.
 */
import type { PriceKey } from "./book";

/** A price that stands in for another. */
export interface Derivation {
  readonly key: PriceKey;
  readonly factor: number;
  /** Why the factor holds, for the report. */
  readonly how: string;
}

/** One rule: keys that the price may be derived from, the best first. */
export interface PriceRule {
  readonly name: string;
  /**
   * @param key The price that is missing.
   */
  readonly derive: (key: PriceKey) => readonly Derivation[];
}

/**
 * Regions with one price list. In this book every sourced price of the one equals that of the
 * other where both are listed; test/facts/prices.spec.ts holds it to that.
 */
export const PRICE_TWINS: Readonly<Record<string, string>> = {
  "us-west-2": "us-east-1",
  "us-west1": "us-central1",
};

/**
 * Services with one price in all commercial regions.
 * Source: AWS KMS, AWS Secrets Manager and Amazon EKS pricing pages; Google Cloud KMS,
 * Secret Manager and Cloud DNS pricing pages, each with no regional column; Amazon ElastiCache
 * pricing, "Backup storage": one rate for all regions.
 */
const ONE_PRICE_SERVICES: ReadonlySet<string> = new Set([
  "aws|kms",
  "aws|secretsmanager",
  "gcp|kms",
  "gcp|secretmanager",
]);
const ONE_PRICE_SKUS: ReadonlySet<string> = new Set([
  "control plane (standard support)",
  "control plane (extended support)",
  "backup storage",
]);
const HOME: Readonly<Record<string, string>> = { aws: "us-east-1", gcp: "us-central1" };

/**
 * Relative sizes within an instance family; a family is priced in proportion.
 * Source: Amazon EC2 User Guide, "How Reserved Instances are applied", normalization factors;
 * Amazon RDS User Guide, "Size-flexible reserved DB instances".
 */
export const SIZE_FACTORS: Readonly<Record<string, number>> = {
  nano: 0.25,
  micro: 0.5,
  small: 1,
  medium: 2,
  large: 4,
  xlarge: 8,
  "2xlarge": 16,
  "3xlarge": 24,
  "4xlarge": 32,
  "6xlarge": 48,
  "8xlarge": 64,
  "9xlarge": 72,
  "12xlarge": 96,
  "16xlarge": 128,
  "18xlarge": 144,
  "24xlarge": 192,
  "32xlarge": 256,
  "48xlarge": 384,
};

/** Sizes by their nearness to one: the rounding of a near size distorts the least. */
function nearestSizes(size: number): readonly (readonly [string, number])[] {
  const distance = (other: number): number => Math.abs(Math.log(other / size));
  return Object.entries(SIZE_FACTORS)
    .filter(([, factor]) => factor !== size)
    .toSorted(([, a], [, b]) => distance(a) - distance(b));
}

const onePrice: PriceRule = {
  name: "one price",
  derive: (key) => {
    const home = HOME[key.cloud];
    const uniform =
      ONE_PRICE_SERVICES.has(`${key.cloud}|${key.service}`) || ONE_PRICE_SKUS.has(key.sku);
    if (!uniform || home === undefined || key.region === home) return [];
    const how = `${key.sku} has one price in all commercial regions`;
    return [{ key: { ...key, region: home }, factor: 1, how }];
  },
};

const twin: PriceRule = {
  name: "twin region",
  derive: (key) => {
    const region = PRICE_TWINS[key.region];
    if (region === undefined || key.purchase === "spot") return [];
    return [{ key: { ...key, region }, factor: 1, how: `${key.region} lists ${region}'s prices` }];
  },
};

const multiAz: PriceRule = {
  name: "Multi-AZ",
  derive: (key) => {
    if (key.service !== "rds" || !key.sku.endsWith("Multi-AZ")) return [];
    const sku = key.sku.replace(/Multi-AZ$/, "Single-AZ");
    return [
      { key: { ...key, sku }, factor: 2, how: "a Multi-AZ deployment is two Single-AZ ones" },
    ];
  },
};

const valkey: PriceRule = {
  name: "Valkey",
  // Source: Amazon ElastiCache pricing, "Valkey: 20 % lower for node-based clusters".
  derive: (key) => {
    if (key.service !== "elasticache" || !key.sku.endsWith(" Valkey")) return [];
    const sku = key.sku.replace(/ Valkey$/, " Redis");
    return [{ key: { ...key, sku }, factor: 0.8, how: "Valkey nodes cost 20 % less than Redis" }];
  },
};

const size: PriceRule = {
  name: "size",
  derive: (key) => {
    const match = /^((?:db\.|cache\.)?[a-z]\w*)\.(\d*[a-z]+)( .*)?$/.exec(key.sku);
    const [, family, own, rest] = match ?? [];
    const factor = own === undefined ? undefined : SIZE_FACTORS[own];
    if (family === undefined || own === undefined || factor === undefined) return [];
    if (key.cloud !== "aws" || (key.purchase ?? "on-demand") !== "on-demand") return [];
    return nearestSizes(factor).map(([other, otherFactor]) => ({
      key: { ...key, sku: `${family}.${other}${rest ?? ""}` },
      factor: factor / otherFactor,
      how: `${family} is priced in proportion to its size, from ${other}`,
    }));
  },
};

/**
 * SKUs of a highly available Cloud SQL instance and of the zonal one that it doubles.
 * Source: Cloud SQL pricing, "High availability pricing: twice the zonal price".
 */
const REGIONAL_SQL: Readonly<Record<string, string>> = {
  "Enterprise vCPU regional HA": "Enterprise vCPU zonal (db-custom)",
  "Enterprise memory regional HA": "Enterprise memory zonal",
  "Enterprise Plus vCPU regional HA": "Enterprise Plus vCPU zonal (db-perf-optimized-N)",
  "Enterprise Plus memory regional HA": "Enterprise Plus memory zonal (db-perf-optimized-N)",
  "SSD storage regional HA": "SSD storage zonal",
  "db-f1-micro regional HA": "db-f1-micro zonal",
  "db-g1-small regional HA": "db-g1-small zonal",
};

const regionalSql: PriceRule = {
  name: "Cloud SQL HA",
  derive: (key) => {
    const sku = REGIONAL_SQL[key.sku];
    if (key.service !== "cloudsql" || sku === undefined) return [];
    return [{ key: { ...key, sku }, factor: 2, how: "high availability doubles the zonal price" }];
  },
};

/** How the book names what a machine costs when it runs a whole month. */
export const SUSTAINED_USE = "on-demand with sustained-use discount (full month)";

const sustainedUse: PriceRule = {
  name: "sustained use",
  // Source: Compute Engine, "Sustained use discounts": N2 up to 20 %, E2 none.
  derive: (key) => {
    if (key.purchase !== SUSTAINED_USE) return [];
    const factor = key.sku.startsWith("n2-") ? 0.8 : 1;
    const how = factor === 1 ? "no sustained-use discount" : "20 % discount for a full month";
    return [{ key: { ...key, purchase: "on-demand" }, factor, how }];
  },
};

const machineSize: PriceRule = {
  name: "machine size",
  // Source: Compute Engine, "VM instance pricing": vCPU and memory are billed in proportion.
  derive: (key) => {
    const [, family, count] = /^([a-z]\w*-(?:standard|highmem|highcpu))-(\d+)$/.exec(key.sku) ?? [];
    if (key.service !== "gce" || family === undefined || key.purchase === "spot") return [];
    return ["2", "4", "8"]
      .filter((other) => other !== count)
      .map((other) => ({
        key: { ...key, sku: `${family}-${other}` },
        factor: Number(count) / Number(other),
        how: `${family} is priced in proportion to its vCPUs, from ${other}`,
      }));
  },
};

/** The rules in the order in which they are tried, each at most once for a price. */
export const PRICE_RULES: readonly PriceRule[] = [
  onePrice,
  twin,
  multiAz,
  valkey,
  regionalSql,
  sustainedUse,
  size,
  machineSize,
];
