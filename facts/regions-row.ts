/** The shape of one line in the tables of regions. */

/**
 * Worlds that share no accounts, endpoints or replication with each other.
 * Source: AWS General Reference, "Partitions"; Google Cloud is one world.
 */
export type Partition =
  | "aws"
  | "aws-cn"
  | "aws-us-gov"
  | "aws-eusc"
  | "aws-iso"
  | "aws-iso-b"
  | "aws-iso-e"
  | "aws-iso-f"
  | "gcp";

/** What is written down of a region; all else follows from it. */
export interface RegionRow<Partner extends string> {
  /** ISO 3166-1 alpha-2 code of the country that the data centres stand in. */
  readonly country: string;
  /** One letter a zone; empty where the vendor publishes none. */
  readonly zones: string;
  /**
   * Where a standby goes: same partition, same residency.
   * @default none: a standby abroad would put the data under another law
   */
  readonly partner?: Partner;
  /** @default "aws" or "gcp", by table */
  readonly partition?: Partition;
}
