/** Regions of both clouds: where they stand, whose law holds there, where their standby goes. */
import { AWS_REGIONS, type AwsRegion } from "./regions-aws";
import { GCP_REGIONS, type GcpRegion } from "./regions-gcp";
import type { Partition, RegionRow } from "./regions-row";

export type { AwsRegion } from "./regions-aws";
export type { GcpRegion } from "./regions-gcp";
export type { Partition } from "./regions-row";

/** A cloud that a cell can stand in. */
export type Cloud = "aws" | "gcp";

/** Whose data may rest somewhere: European Union, United States, or neither. */
export type Residency = "us" | "eu" | "other";

/** A region of either cloud. */
export type Region = AwsRegion | GcpRegion;

/** Everything that the platform knows of a region. */
export interface RegionFacts {
  readonly cloud: Cloud;
  readonly partition: Partition;
  /** ISO 3166-1 alpha-2 code; `ZZ` where the vendor does not say. */
  readonly country: string;
  /** The country is a member of the European Union: London, Zurich and Oslo are outside. */
  readonly inEu: boolean;
  readonly residency: Residency;
  /** Absent where the partition has no second region under the same law. */
  readonly drPartner?: Region;
  /** Zone names in order, such as `us-east-1a`; empty where the vendor publishes none. */
  readonly zones: readonly string[];
}

/** Members of the European Union. Source: European Union, "EU countries", read 2026-11. */
export const EU_COUNTRIES: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

function residencyOf(country: string): Residency {
  if (country === "US") return "us";
  return EU_COUNTRIES.has(country) ? "eu" : "other";
}

function factsOf(cloud: Cloud, name: string, row: RegionRow<Region>): RegionFacts {
  // Amazon appends the letter, Google puts a hyphen before it.
  const separator = cloud === "gcp" ? "-" : "";
  return {
    cloud,
    partition: row.partition ?? cloud,
    country: row.country,
    inEu: EU_COUNTRIES.has(row.country),
    residency: residencyOf(row.country),
    ...(row.partner === undefined ? {} : { drPartner: row.partner }),
    zones: Array.from(row.zones, (letter) => `${name}${separator}${letter}`),
  };
}

const known = new Map<string, RegionFacts>([
  ...Object.entries(AWS_REGIONS).map(([n, row]) => [n, factsOf("aws", n, row)] as const),
  ...Object.entries(GCP_REGIONS).map(([n, row]) => [n, factsOf("gcp", n, row)] as const),
]);

/**
 * Says whether a name is a region that the platform knows.
 *
 * @param name Any string, such as `eu-west-1`.
 */
export function isRegion(name: string): name is Region {
  return known.has(name);
}

/** All regions with their facts, in the order of the tables. */
export const REGIONS: Readonly<Record<Region, RegionFacts>> = Object.fromEntries(known) as Record<
  Region,
  RegionFacts
>;

/**
 * The facts of a region.
 *
 * @param region A region of the tables.
 */
export function regionFacts(region: Region): RegionFacts {
  return REGIONS[region];
}

/**
 * The facts of what may or may not be the name of a region.
 *
 * @param name Any string.
 * @returns undefined for a name that is in no table: unknown, not harmless.
 */
export function findRegion(name: string): RegionFacts | undefined {
  return known.get(name);
}

/**
 * Says whether a region stands in a member state of the European Union.
 * A name that is in no table is not.
 *
 * @param name Name of a region.
 */
export function isInEu(name: string): boolean {
  return known.get(name)?.inEu ?? false;
}
