import { RAW_DEV, RAW_PROD } from "../../support/config";
import { type Case, testCases, TENANT, WAIVER } from "./cases";

const CASES: readonly Case[] = [
  [
    "an unknown key deep inside",
    { ...RAW_PROD, regions: { primary: "us-east-1", stanby: "us-west-2" }, dr: { mode: "backup" } },
    [
      'regions.stanby: is an unknown key; the nearest known key is standby; got "us-west-2"; allowed: keys primary, standby',
      "regions.standby: is missing, and dr.mode backup needs it; allowed: us-west-2",
    ],
  ],
  [
    "an unknown key in a list",
    { ...RAW_PROD, waivers: [{ ...WAIVER, expires: "2027-01-31" }] },
    [
      'waivers.0.expires: is an unknown key; the nearest known key is expiry; got "2027-01-31"; allowed: keys policy, resource, owner, reason, expiry',
    ],
  ],
  [
    "an unknown line of the budget",
    { ...RAW_PROD, budget: { monthlyUsd: 9, dailyUsd: 1, lines: { Computer: 5 } } },
    [
      "budget.lines.Computer: is an unknown key; the nearest known key is Compute; got 5; allowed: keys Compute, " +
        "Database, TimescaleDB, Redis, Object storage, CDN, Monitoring, Logging, Network, Security, Disaster recovery, Enterprise",
    ],
  ],
  [
    "a day that costs more than a month",
    { ...RAW_DEV, budget: { monthlyUsd: 10, dailyUsd: 11 } },
    [
      "budget.dailyUsd: is more than a whole month; got 11; allowed: at most budget.monthlyUsd, which is 10",
    ],
  ],
  [
    "a budget of nothing",
    { ...RAW_DEV, budget: { monthlyUsd: 0, dailyUsd: 0 } },
    [
      "budget.monthlyUsd: is too small; got 0; allowed: US dollars, a number above 0",
      "budget.dailyUsd: is too small; got 0; allowed: US dollars, a number above 0",
    ],
  ],
  [
    "an unknown capacity",
    { ...RAW_DEV, capacity: "year9" },
    [
      'capacity: has none of the allowed forms; got "year9"; allowed: dev, year1, year2, year3; or keys tenants, requestsPerDay, databaseGib, timeSeriesGib',
    ],
  ],
  [
    "explicit numbers with faults",
    { ...RAW_DEV, capacity: { tenants: 0, requestsPerDay: 1, databaseGb: 1, timeSeriesGib: 1.5 } },
    [
      "capacity.tenants: is too small; got 0; allowed: a whole number, 1 to 100000",
      "capacity.timeSeriesGib: is of type number, not int; got 1.5; allowed: whole GiB, 0 to 180000",
      "capacity.databaseGb: is an unknown key; the nearest known key is databaseGib; got 1; allowed: keys tenants, requestsPerDay, databaseGib, timeSeriesGib",
    ],
  ],
  [
    "an image by tag",
    { ...RAW_DEV, images: { ...(RAW_DEV.images as object), celery: "latest" } },
    [
      'images.celery: is not an image digest; got "latest"; allowed: sha256: and 64 hexadecimal digits',
    ],
  ],
  [
    "a tenant whose name is an attack",
    { ...RAW_PROD, enterpriseTenants: [{ ...TENANT, name: "'; drop schema" }] },
    [
      'enterpriseTenants.0.name: is not a DNS label; got "\'; drop schema"; allowed: 3 to 40 lower-case letters, digits and single hyphens; a letter first, no hyphen last (RFC 1123 label)',
    ],
  ],
  [
    "a waiver without owner and with a wrong policy and day",
    {
      ...RAW_PROD,
      waivers: [{ ...WAIVER, policy: "rds-public", owner: " ", expiry: "2027-02-30" }],
    },
    [
      'waivers.0.policy: is not the name of a policy; got "rds-public"; allowed: a policy\'s full name, such as exposure-rds-instance-forbid-public-access',
      'waivers.0.owner: is too small; got ""; allowed: who answers for the waiver',
      'waivers.0.expiry: is not a date; got "2027-02-30"; allowed: the last day of the waiver, as YYYY-MM-DD',
    ],
  ],
  [
    "an issuer without TLS",
    { ...RAW_DEV, identity: { external: "http://id.example", jwksUri: "https://id.example/keys" } },
    [
      'identity.external: is not an https URL; got "http://id.example"; allowed: the https URL of an OpenID Connect issuer',
    ],
  ],
  [
    "a list where an object belongs",
    { ...RAW_DEV, regions: ["us-east-1"] },
    ['regions: is of type array, not object; got ["us-east-1"]; allowed: keys primary, standby'],
  ],
];

describe("each problem of values", () => {
  testCases(CASES);
});
