/**
 * Tags (AWS) and labels (Google Cloud, Kubernetes) that every resource carries: the seed's cost
 * allocation, the residency graph and the repair of interrupted runs all read them.
 */

/** Tag keys by meaning. `tenant` is for what belongs to one enterprise tenant. */
export const TAG = {
  environment: "environment",
  component: "component",
  costCenter: "cost-center",
  residency: "residency",
  dataClass: "data-class",
  owner: "owner",
  tenant: "tenant",
  /** Present on whatever the backup plan of the cell covers. */
  backup: "backup",
  /** The engine's name of the resource, by which an interrupted create is found again. */
  urn: "platform:urn",
} as const;

/** The value of the tag `backup` on what the backup plan covers. */
export const BACKED_UP = "plan";

/** A tag key of the platform. */
export type TagKey = (typeof TAG)[keyof typeof TAG];

/** Keys that every taggable resource carries, whatever it is. */
export const REQUIRED_TAGS: readonly TagKey[] = [
  TAG.environment,
  TAG.component,
  TAG.costCenter,
  TAG.residency,
  TAG.dataClass,
  TAG.owner,
];

/** Rooms of `components/`: the values of the tag `component`. */
export const COMPONENTS = [
  "network",
  "data",
  "timeseries",
  "cache",
  "compute",
  "edge",
  "identity",
  "observability",
  "tenancy",
  "costcontrol",
  "dr",
] as const;

/** A value of the tag `component`. */
export type Component = (typeof COMPONENTS)[number];

/**
 * What a resource can hold, mildest first: the values of the tag `data-class`.
 * `none` holds no data at rest; `internal` holds configuration, metrics, logs without content;
 * `personal` holds data of tenants and their listeners; `secret` holds keys and credentials.
 */
export const DATA_CLASSES = ["none", "public", "internal", "personal", "secret"] as const;

/** A value of the tag `data-class`. */
export type DataClass = (typeof DATA_CLASSES)[number];

/**
 * Longest value of a tag. Source: AWS General Reference, "Tag naming limits and requirements".
 */
export const TAG_VALUE_MAX_CHARS = 256;

/** Characters of an AWS tag value. Source: as {@link TAG_VALUE_MAX_CHARS}; narrowed to ASCII. */
const TAG_VALUE = /^[A-Za-z0-9 _.:/=+\-@]*$/;

/**
 * Writes a URN as a tag value. `$`, which parts parents in a URN, is no tag character on AWS;
 * `=`, which is one, never stands in a URN of ours.
 *
 * @param urn A URN as the engine writes it.
 * @throws Error if the URN has a `=`, another character that no tag value may have, or is too long.
 */
export function tagValueOfUrn(urn: string): string {
  const value = urn.replaceAll("$", "=");
  if (urn.includes("=") || !TAG_VALUE.test(value) || value.length > TAG_VALUE_MAX_CHARS) {
    throw new Error(
      `${urn} cannot be the value of the tag ${TAG.urn}: allowed are at most ` +
        `${TAG_VALUE_MAX_CHARS} letters, digits, spaces and _ . : / $ + - @`,
    );
  }
  return value;
}

/**
 * Reads a URN back from a tag value.
 *
 * @param value A value that {@link tagValueOfUrn} wrote.
 */
export function urnOfTagValue(value: string): string {
  return value.replaceAll("=", "$");
}
