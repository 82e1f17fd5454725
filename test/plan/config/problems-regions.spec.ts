import { RAW_DEV, RAW_PROD_EU, RAW_PROD } from "../../support/config";
import { type Case, testCases, TENANT } from "./cases";

const CASES: readonly Case[] = [
  [
    "an unknown cloud",
    { ...RAW_DEV, cloud: "azure" },
    ['cloud: is not one of the allowed values; got "azure"; allowed: aws, gcp'],
  ],
  [
    "a mistyped region",
    { ...RAW_DEV, regions: { primary: "us-esat-1" } },
    [
      'regions.primary: is no region of either cloud; the nearest is us-east-1; got "us-esat-1"; allowed: a region of the cell\'s cloud under the law of its residency',
    ],
  ],
  [
    "a region of the other cloud",
    { ...RAW_DEV, regions: { primary: "us-central1" } },
    [
      'regions.primary: belongs to gcp, and cloud is aws; got "us-central1"; allowed: us-east-1, us-east-2, us-west-1, us-west-2, us-gov-east-1, us-gov-west-1',
    ],
  ],
  [
    "a region without published zones",
    { ...RAW_DEV, regions: { primary: "us-iso-east-1" } },
    [
      'regions.primary: has no 2 zones that its vendor publishes; got "us-iso-east-1"; allowed: us-east-1, us-east-2, us-west-1, us-west-2, us-gov-east-1, us-gov-west-1',
    ],
  ],
  [
    "a standby that is the primary",
    { ...RAW_PROD, regions: { primary: "us-east-1", standby: "us-east-1" } },
    [
      'regions.standby: is the primary region itself; got "us-east-1"; allowed: another region, such as us-west-2',
    ],
  ],
  [
    "a standby in another world",
    { ...RAW_PROD, regions: { primary: "us-east-1", standby: "us-gov-west-1" } },
    [
      'regions.standby: lies in partition aws-us-gov, and us-east-1 in aws; got "us-gov-west-1"; allowed: a region of partition aws',
    ],
  ],
  [
    "a standby that is missing",
    { ...RAW_PROD_EU, regions: { primary: "eu-west-1" } },
    ["regions.standby: is missing, and dr.mode pilot-light needs it; allowed: eu-central-1"],
  ],
  [
    "an account id that is a number",
    { ...RAW_DEV, account: { ...(RAW_DEV.account as object), aws: { id: 111122223333 } } },
    [
      "account.aws.id: is of type number, not string; got 111122223333; allowed: 12 digits, in quotes (AWS Account Management Reference Guide)",
    ],
  ],
  [
    "an account id that is too short",
    { ...RAW_DEV, account: { ...(RAW_DEV.account as object), aws: { id: "1111" } } },
    [
      'account.aws.id: is not an AWS account id; got "1111"; allowed: 12 digits, in quotes (AWS Account Management Reference Guide)',
    ],
  ],
  [
    "the account of the other cloud",
    {
      ...RAW_DEV,
      account: {
        gcp: { project: "podcast-dev", billingAccount: "012345-6789AB-CDEF01" },
        cloudflare: (RAW_DEV.account as { cloudflare: unknown }).cloudflare,
      },
    },
    [
      "account.aws: is missing; allowed: account.aws and no other, since cloud is aws",
      "account.gcp: belongs to the other cloud; allowed: account.aws and no other, since cloud is aws",
    ],
  ],
  [
    "a domain outside of the zone",
    { ...RAW_DEV, domain: "other.example" },
    [
      'domain: is outside of the cell\'s zone; got "other.example"; allowed: dev.example or a name below it (account.cloudflare.zone)',
    ],
  ],
  [
    "a sovereign tenant that is not alone",
    {
      ...RAW_PROD,
      enterpriseTenants: [
        TENANT,
        {
          ...TENANT,
          name: "zeta",
          id: "9c858901-8a57-4791-81fe-4c455b099bc9",
          tier: "sovereign",
          dataCidr: "10.65.0.0/20",
        },
      ],
    },
    [
      'enterpriseTenants.1.tier: needs a cell of its own, and this one has other enterprise tenants; got "sovereign"; allowed: dedicated, or a stack file with this tenant alone',
    ],
  ],
  [
    "production that may lose its data",
    { ...RAW_PROD, capacity: "dev", dr: { mode: "none" } },
    [
      'dr.mode: leaves production data in one region; got "none"; allowed: backup, pilot-light, warm-standby',
      'capacity: is no size for production; got "dev"; allowed: year1, year2, year3, or explicit numbers',
    ],
  ],
  [
    "a site that contradicts itself",
    { ...RAW_PROD, site: { active: "primary", phase: "standby-active", generation: 0 } },
    [
      "site.generation: is too small; got 0; allowed: a whole number from 1",
      'site.phase: contradicts site.active; got "standby-active"; allowed: primary-active, failing-over, since site.active is primary',
    ],
  ],
  [
    "an active standby that does not exist",
    { ...RAW_DEV, site: { active: "standby" } },
    [
      'site.active: names a site that the cell does not have; got "standby"; allowed: primary, or state regions.standby',
    ],
  ],
];

describe("each problem of place, account and safety", () => {
  testCases(CASES);
});
