/**
 * The configuration of a cell, namespace `podcast-platform`: every key, its limits and defaults.
 * What one key alone can tell is here; what needs two of them is in checks.ts.
 */
import { z } from "zod";
import { COST_LINES } from "../../facts/lines";
import { isRegion, REGIONS, type Region } from "../../facts/regions";
import { BUDGET_ALERT_PERCENTAGES } from "../../facts/seed";
import { TENANT_SLOTS } from "../tenancy/subnets";
import { cidr, dnsLabel, dnsName, imageDigest, repository, secretName, usd, words } from "./fields";
import { nearest } from "./problems";

/** Namespace of every key. */
export const NAMESPACE = "podcast-platform";

function noRegion(name: unknown): string {
  const meant = nearest(String(name), Object.keys(REGIONS));
  return `is no region of either cloud${meant === undefined ? "" : `; the nearest is ${meant}`}`;
}

const region = z
  .string()
  .refine((name): name is Region => isRegion(name), { error: ({ input }) => noRegion(input) })
  .describe("a region of the cell's cloud under the law of its residency");

const account = z.strictObject({
  aws: z
    .strictObject({
      id: z
        .string()
        .regex(/^\d{12}$/, "is not an AWS account id")
        .describe("12 digits, in quotes (AWS Account Management Reference Guide)"),
    })
    .optional(),
  gcp: z
    .strictObject({
      project: z
        .string()
        .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "is not a Google Cloud project id")
        .describe(
          "6 to 30 lower-case letters, digits and hyphens (Resource Manager documentation)",
        ),
      billingAccount: z
        .string()
        .regex(/^[0-9A-F]{6}(-[0-9A-F]{6}){2}$/, "is not a billing account")
        .describe("three groups of six hexadecimal digits (Cloud Billing documentation)"),
    })
    .optional(),
  cloudflare: z.strictObject({
    accountId: z
      .string()
      .regex(/^[0-9a-f]{32}$/, "is not a Cloudflare account id")
      .describe("32 hexadecimal digits"),
    zone: dnsName,
    plan: z.enum(["free", "pro", "business", "enterprise"]),
    /** The zone's id, where its plan is bought already: the plan is then imported, not bought. */
    boughtZoneId: z
      .string()
      .regex(/^[0-9a-f]{32}$/, "is not the id of a zone")
      .describe("32 hexadecimal digits")
      .optional(),
  }),
});

const capacity = z.union([
  z.enum(["dev", "year1", "year2", "year3"]),
  z.strictObject({
    tenants: z.number().int().min(1).max(100_000).describe("a whole number, 1 to 100000"),
    // The largest database class in the catalogue serves about this many.
    requestsPerDay: z
      .number()
      .int()
      .min(1)
      .max(10_000_000)
      .describe("a whole number, 1 to 10000000"),
    // The largest database class in the catalogue keeps the working set of about this much.
    databaseGib: z.number().int().min(1).max(10_000).describe("whole GiB, 1 to 10000"),
    // What stays of more than this fills the largest volume, 16 TiB. Source: Amazon EBS, gp3.
    timeSeriesGib: z.number().int().min(0).max(180_000).describe("whole GiB, 0 to 180000"),
  }),
]);

const enterpriseTenant = z.strictObject({
  name: dnsLabel,
  id: z.uuid("is not a UUID").describe("the tenant's UUID, as app.current_tenant carries it"),
  tier: z.enum(["dedicated", "sovereign"]),
  /** Range of the tenant's data network: stated, not planned, so that it never moves. */
  dataCidr: cidr.describe("a private range that no other network of the cell overlaps"),
  /** The tenant's own ceiling; the cell's ceiling is the shared platform's. */
  monthlyUsd: usd,
  /** Part of the cell's network for the tenant's nodes; by default it follows from the id. */
  slot: z
    .number()
    .int()
    .min(0)
    .max(TENANT_SLOTS - 1)
    .describe(`a whole number, 0 to ${TENANT_SLOTS - 1}, that no other tenant has`)
    .optional(),
});

const waiver = z.strictObject({
  policy: z
    .string()
    .regex(
      /^(encryption|exposure|residency|cost|resilience|workload|audit)-[a-z0-9-]+$/,
      "is not the name of a policy",
    )
    .describe("a policy's full name, such as exposure-rds-instance-forbid-public-access"),
  resource: words.describe("the logical name or the URN of one resource"),
  owner: words.describe("who answers for the waiver"),
  reason: words.describe("why the policy does not hold here, 1 to 500 characters"),
  expiry: z.iso.date("is not a date").describe("the last day of the waiver, as YYYY-MM-DD"),
});

/** The fields by key; parsing goes key by key, so that one bad key hides nothing of the others. */
export const CONFIG_FIELDS = {
  cloud: z.enum(["aws", "gcp"]),
  environment: z.enum(["dev", "staging", "prod"]),
  /** The stack's own name lifts the protection of its data, so that `destroy` can take it down. */
  decommission: dnsLabel.optional(),
  residency: z.enum(["us", "eu"]),
  regions: z.strictObject({ primary: region, standby: region.optional() }),
  account,
  domain: dnsName,
  capacity,
  budget: z.strictObject({
    monthlyUsd: usd,
    dailyUsd: usd,
    lines: z.partialRecord(z.enum(COST_LINES), usd).optional(),
    alertPercentages: z
      .array(z.number().min(1).max(1000).describe("a percentage, 1 to 1000"))
      .min(1)
      .default([...BUDGET_ALERT_PERCENTAGES]),
  }),
  /** Empty and `vpc`, the default, close the API server to the internet. */
  access: z
    .strictObject({
      apiServerCidrs: z.array(cidr).default([]),
      runner: z.enum(["allow-listed", "vpc"]).default("vpc"),
    })
    .prefault({}),
  dr: z.strictObject({ mode: z.enum(["none", "backup", "pilot-light", "warm-standby"]) }),
  site: z
    .strictObject({
      active: z.enum(["primary", "standby"]).default("primary"),
      phase: z
        .enum(["primary-active", "failing-over", "standby-active", "failing-back"])
        .optional(),
      generation: z.number().int().min(1).default(1).describe("a whole number from 1"),
    })
    .prefault({}),
  tenancy: z
    .strictObject({
      // Public reports put the pain of migrations at 1,500 schemas and more, so that is the limit.
      maxSchemasPerInstance: z
        .number()
        .int()
        .min(0)
        .max(1500)
        .default(1000)
        .describe("a whole number, 0 to 1500"),
    })
    .prefault({}),
  enterpriseTenants: z.array(enterpriseTenant).default([]),
  /** Digests of the images in the account's own registry. */
  images: z.strictObject({
    apiService: imageDigest,
    celery: imageDigest,
    pgbouncer: imageDigest,
    sqlClient: imageDigest,
    timescaledb: imageDigest,
    parquetExport: imageDigest,
    keycloak: imageDigest,
    /** This program, as the failover's job runs it. */
    platform: imageDigest,
  }),
  /** Without `external` the cell runs its own issuer. */
  identity: z
    .strictObject({
      external: z
        .url({ protocol: /^https$/, error: "is not an https URL" })
        .describe("the https URL of an OpenID Connect issuer")
        .optional(),
      /** Where that issuer publishes its keys: each vendor has a path of its own. */
      jwksUri: z
        .url({ protocol: /^https$/, error: "is not an https URL" })
        .describe("the https URL of that issuer's public keys")
        .optional(),
      /** The pipeline that may take roles of the cell by its own tokens. */
      pipeline: z.strictObject({ provider: z.enum(["github", "gitlab"]), repository }).optional(),
    })
    .prefault({}),
  alerts: z
    .strictObject({
      emails: z
        .array(z.email("is not an e-mail address").describe("an e-mail address"))
        .default([]),
      slackSecretName: secretName.optional(),
      pagerDutySecretName: secretName.optional(),
    })
    .prefault({}),
  waivers: z.array(waiver).default([]),
  /** Seed, Resource Right-Sizing: spot for workers; reservations are priced, never bought here. */
  purchase: z
    .strictObject({
      workers: z.enum(["spot", "on-demand"]).default("spot"),
      databases: z.enum(["on-demand", "reserved-1y"]).default("on-demand"),
    })
    .prefault({}),
  network: z
    .strictObject({
      primaryCidr: cidr.describe("a private /16, such as 10.0.0.0/16").optional(),
      standbyCidr: cidr.describe("a private /16, such as 10.1.0.0/16").optional(),
    })
    .prefault({}),
} as const;

/** The whole configuration of a cell. */
export const ConfigSchema = z.strictObject(CONFIG_FIELDS);

/** A configuration without problems: values are right, so nothing checks them again. */
export type CellConfig = z.infer<typeof ConfigSchema>;

/** Capacity as configured: a profile of the table, or explicit numbers. */
export type CapacityConfig = CellConfig["capacity"];
