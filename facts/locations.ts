/**
 * Places where a cloud can keep data: regions, zones, multi-regions, dual-regions. A name that
 * looks European need not be: London and Zurich are outside of the European Union, and `nam-eur-asia1`
 * holds "eur".
 */
import { findRegion } from "./regions";
import type { Residency } from "./regions";

/** What is known of a place. */
export interface Location {
  /** As the program spells it, lower case. */
  readonly name: string;
  /** Where all of its data rest; `other` where some may rest outside of both. */
  readonly residency: Residency;
}

/**
 * Places that are several regions. `other` where one of them is outside of the European Union and
 * the United States.
 * Sources: Cloud Storage documentation, "Bucket locations"; BigQuery documentation, "BigQuery
 * locations"; Cloud KMS documentation, "Cloud KMS locations"; Spanner documentation, "Regional,
 * dual-region, and multi-region configurations"; Firestore documentation, "Locations"; Artifact
 * Registry documentation, "Repository locations".
 */
export const MULTI_REGIONS = {
  us: "us",
  eu: "eu",
  asia: "other",
  europe: "eu",
  global: "other",
  // Dual-regions of Cloud Storage. EUR5 and EUR7 hold London, EUR8 holds Zurich.
  nam4: "us",
  eur4: "eu",
  eur5: "other",
  eur7: "other",
  eur8: "other",
  asia1: "other",
  // Firestore, Spanner and Cloud KMS. eur3: Belgium and the Netherlands; eur6: the Netherlands and Frankfurt, or with Zurich.
  nam3: "us",
  nam5: "us",
  nam6: "us",
  nam7: "us",
  nam8: "us",
  nam9: "us",
  nam10: "us",
  nam11: "us",
  nam12: "us",
  nam13: "us",
  nam14: "us",
  nam15: "us",
  nam16: "us",
  eur3: "eu",
  eur6: "other",
  "nam-eur-asia1": "other",
  "nam-eur-asia3": "other",
  "nam-asia1": "other",
  in: "other",
  ca: "other",
  uk: "other",
  asia2: "other",
} as const satisfies Record<string, Residency>;

/**
 * The place that a name means.
 *
 * @param text Name of a region, zone, local zone, multi-region, or of a Spanner configuration.
 * @returns undefined for a name that is in no table: unknown, not harmless
 */
export function findLocation(text: string): Location | undefined {
  const name = (text.split("/").at(-1) ?? text).toLowerCase().replace(/^regional-/, "");
  const known = new Map<string, Residency>(Object.entries(MULTI_REGIONS)).get(name);
  if (known !== undefined) return { name, residency: known };
  const region = findRegion(name) ?? findRegion(regionOfZone(name));
  return region === undefined ? undefined : { name, residency: region.residency };
}

/**
 * The region in an Amazon resource name.
 *
 * @param arn Such as `arn:aws:backup:eu-west-1:111122223333:backup-vault:main`.
 * @returns undefined where the name has no region, as those of buckets and roles
 */
export function regionOfArn(arn: string): string | undefined {
  const region = arn.startsWith("arn:") ? arn.split(":")[3] : undefined;
  return region === "" ? undefined : region;
}

/** A zone is a region and a letter; a local zone is a region and a city. */
function regionOfZone(name: string): string {
  const aws = /^([a-z]{2,4}(?:-gov|-iso[a-z]?)?-[a-z]+-\d)(?:[a-z]|-[a-z0-9-]+)$/.exec(name)?.[1];
  return aws ?? name.replace(/-[a-z]$/, "");
}
