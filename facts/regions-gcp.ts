/**
 * Every region of Google Cloud. The provider has no enumeration of them.
 * Source: Compute Engine documentation, "Available regions and zones", read 2026-11.
 */
import type { RegionRow } from "./regions-row";

const TABLE = {
  "us-central1": { country: "US", zones: "abcf", partner: "us-west1" },
  "us-east1": { country: "US", zones: "bcd", partner: "us-central1" },
  "us-east4": { country: "US", zones: "abc", partner: "us-central1" },
  "us-east5": { country: "US", zones: "abc", partner: "us-central1" },
  "us-south1": { country: "US", zones: "abc", partner: "us-central1" },
  "us-west1": { country: "US", zones: "abc", partner: "us-central1" },
  "us-west2": { country: "US", zones: "abc", partner: "us-central1" },
  "us-west3": { country: "US", zones: "abc", partner: "us-central1" },
  "us-west4": { country: "US", zones: "abc", partner: "us-central1" },
  "europe-central2": { country: "PL", zones: "abc", partner: "europe-west3" },
  "europe-north1": { country: "FI", zones: "abc", partner: "europe-west3" },
  "europe-north2": { country: "SE", zones: "abc", partner: "europe-north1" },
  "europe-southwest1": { country: "ES", zones: "abc", partner: "europe-west9" },
  "europe-west1": { country: "BE", zones: "bcd", partner: "europe-west3" },
  "europe-west2": { country: "GB", zones: "abc" },
  "europe-west3": { country: "DE", zones: "abc", partner: "europe-west1" },
  "europe-west4": { country: "NL", zones: "abc", partner: "europe-west1" },
  "europe-west6": { country: "CH", zones: "abc" },
  "europe-west8": { country: "IT", zones: "abc", partner: "europe-west12" },
  "europe-west9": { country: "FR", zones: "abc", partner: "europe-west1" },
  "europe-west10": { country: "DE", zones: "abc", partner: "europe-west3" },
  "europe-west12": { country: "IT", zones: "abc", partner: "europe-west8" },
  "africa-south1": { country: "ZA", zones: "abc" },
  "asia-east1": { country: "TW", zones: "abc" },
  "asia-east2": { country: "HK", zones: "abc" },
  "asia-northeast1": { country: "JP", zones: "abc", partner: "asia-northeast2" },
  "asia-northeast2": { country: "JP", zones: "abc", partner: "asia-northeast1" },
  "asia-northeast3": { country: "KR", zones: "abc" },
  "asia-south1": { country: "IN", zones: "abc", partner: "asia-south2" },
  "asia-south2": { country: "IN", zones: "abc", partner: "asia-south1" },
  "asia-southeast1": { country: "SG", zones: "abc" },
  "asia-southeast2": { country: "ID", zones: "abc" },
  "asia-southeast3": { country: "TH", zones: "abc" },
  "australia-southeast1": { country: "AU", zones: "abc", partner: "australia-southeast2" },
  "australia-southeast2": { country: "AU", zones: "abc", partner: "australia-southeast1" },
  "me-central1": { country: "QA", zones: "abc" },
  "me-central2": { country: "SA", zones: "abc" },
  "me-west1": { country: "IL", zones: "abc" },
  "northamerica-northeast1": { country: "CA", zones: "abc", partner: "northamerica-northeast2" },
  "northamerica-northeast2": { country: "CA", zones: "abc", partner: "northamerica-northeast1" },
  "northamerica-south1": { country: "MX", zones: "abc" },
  "southamerica-east1": { country: "BR", zones: "abc" },
  "southamerica-west1": { country: "CL", zones: "abc" },
} as const satisfies Record<string, RegionRow<string>>;

/** A region of Google Cloud. */
export type GcpRegion = keyof typeof TABLE;

/** The rows by region; compiles only while each partner is itself a row. */
export const GCP_REGIONS: Readonly<Record<GcpRegion, RegionRow<GcpRegion>>> = TABLE;
