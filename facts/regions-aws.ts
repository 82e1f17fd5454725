/**
 * Every region that the AWS provider knows. Zone letters are names, not places: AWS shuffles them
 * per account. Source: `Region` in the AWS provider's enums (7.48) for the keys; AWS Global
 * Infrastructure, "Regions and Availability Zones", for countries and zones, read 2026-11.
 */
import type { RegionRow } from "./regions-row";

const TABLE = {
  "us-east-1": { country: "US", zones: "abcdef", partner: "us-west-2" },
  "us-east-2": { country: "US", zones: "abc", partner: "us-west-2" },
  "us-west-1": { country: "US", zones: "ac", partner: "us-west-2" },
  "us-west-2": { country: "US", zones: "abcd", partner: "us-east-1" },
  "eu-west-1": { country: "IE", zones: "abc", partner: "eu-central-1" },
  "eu-west-2": { country: "GB", zones: "abc" },
  "eu-west-3": { country: "FR", zones: "abc", partner: "eu-central-1" },
  "eu-central-1": { country: "DE", zones: "abc", partner: "eu-west-1" },
  "eu-central-2": { country: "CH", zones: "abc" },
  "eu-north-1": { country: "SE", zones: "abc", partner: "eu-central-1" },
  "eu-south-1": { country: "IT", zones: "abc", partner: "eu-central-1" },
  "eu-south-2": { country: "ES", zones: "abc", partner: "eu-west-3" },
  "af-south-1": { country: "ZA", zones: "abc" },
  "ap-east-1": { country: "HK", zones: "abc" },
  "ap-east-2": { country: "TW", zones: "abc" },
  "ap-northeast-1": { country: "JP", zones: "acd", partner: "ap-northeast-3" },
  "ap-northeast-2": { country: "KR", zones: "abcd" },
  "ap-northeast-3": { country: "JP", zones: "abc", partner: "ap-northeast-1" },
  "ap-south-1": { country: "IN", zones: "abc", partner: "ap-south-2" },
  "ap-south-2": { country: "IN", zones: "abc", partner: "ap-south-1" },
  "ap-southeast-1": { country: "SG", zones: "abc" },
  "ap-southeast-2": { country: "AU", zones: "abc", partner: "ap-southeast-4" },
  "ap-southeast-3": { country: "ID", zones: "abc" },
  "ap-southeast-4": { country: "AU", zones: "abc", partner: "ap-southeast-2" },
  "ap-southeast-5": { country: "MY", zones: "abc" },
  "ap-southeast-6": { country: "NZ", zones: "abc" },
  "ap-southeast-7": { country: "TH", zones: "abc" },
  "ca-central-1": { country: "CA", zones: "abd", partner: "ca-west-1" },
  "ca-west-1": { country: "CA", zones: "abc", partner: "ca-central-1" },
  "il-central-1": { country: "IL", zones: "abc" },
  "me-central-1": { country: "AE", zones: "abc" },
  "me-south-1": { country: "BH", zones: "abc" },
  "mx-central-1": { country: "MX", zones: "abc" },
  "sa-east-1": { country: "BR", zones: "abc" },
  "cn-north-1": { country: "CN", zones: "abd", partner: "cn-northwest-1", partition: "aws-cn" },
  "cn-northwest-1": { country: "CN", zones: "abc", partner: "cn-north-1", partition: "aws-cn" },
  "us-gov-east-1": {
    country: "US",
    zones: "abc",
    partner: "us-gov-west-1",
    partition: "aws-us-gov",
  },
  "us-gov-west-1": {
    country: "US",
    zones: "abc",
    partner: "us-gov-east-1",
    partition: "aws-us-gov",
  },
  // The sovereign cloud shares no partition with any other region, so nothing replicates out of it.
  "eusc-de-east-1": { country: "DE", zones: "ab", partition: "aws-eusc" },
  // Isolated regions: AWS publishes no zones, so no cell can be planned there.
  "us-iso-east-1": { country: "US", zones: "", partner: "us-iso-west-1", partition: "aws-iso" },
  "us-iso-west-1": { country: "US", zones: "", partner: "us-iso-east-1", partition: "aws-iso" },
  "us-isob-east-1": { country: "US", zones: "", partner: "us-isob-west-1", partition: "aws-iso-b" },
  "us-isob-west-1": { country: "US", zones: "", partner: "us-isob-east-1", partition: "aws-iso-b" },
  "us-isof-east-1": {
    country: "US",
    zones: "",
    partner: "us-isof-south-1",
    partition: "aws-iso-f",
  },
  "us-isof-south-1": {
    country: "US",
    zones: "",
    partner: "us-isof-east-1",
    partition: "aws-iso-f",
  },
  // AWS does not say in which country this one stands; ZZ is ISO's "unknown", so it is not the EU.
  "eu-isoe-west-1": { country: "ZZ", zones: "", partition: "aws-iso-e" },
} as const satisfies Record<string, RegionRow<string>>;

/** A region of Amazon Web Services, in any partition. */
export type AwsRegion = keyof typeof TABLE;

/** The rows by region; compiles only while each partner is itself a row. */
export const AWS_REGIONS: Readonly<Record<AwsRegion, RegionRow<AwsRegion>>> = TABLE;
