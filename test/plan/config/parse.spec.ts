import assert from "node:assert/strict";
import { inspect } from "node:util";
import { parseConfig } from "../../../plan/config/parse";
import { ConfigError } from "../../../plan/config/problems";
import { configOf, RAW, RAW_DEV, RAW_PROD, RAW_PROD_EU } from "../../support/config";
import { messageOf, problemsOf, TENANT, WAIVER } from "./cases";

describe("a good stack file", () => {
  for (const stack of ["dev", "prod", "prod-eu"] as const) {
    it(`of ${stack} has no problem`, () => {
      assert.equal(messageOf(RAW[stack]), "no problem");
    });
  }

  it("gets defaults that close and protect", () => {
    const { access, site, tenancy, alerts, budget, purchase, waivers } = configOf("prod", {
      access: {},
    });
    assert.deepEqual(
      {
        access,
        site,
        tenancy,
        alerts,
        alertPercentages: budget.alertPercentages,
        purchase,
        waivers,
      },
      {
        access: { apiServerCidrs: [], runner: "vpc" },
        site: { active: "primary", generation: 1 },
        tenancy: { maxSchemasPerInstance: 1000 },
        alerts: { emails: [] },
        alertPercentages: [80, 90, 100],
        purchase: { workers: "spot", databases: "on-demand" },
        waivers: [],
      },
    );
  });

  it("may hold enterprise tenants, waivers, lines of the budget and explicit numbers", () => {
    const config = configOf("prod", {
      enterpriseTenants: [TENANT],
      waivers: [WAIVER],
      budget: { monthlyUsd: 1400, dailyUsd: 70, lines: { Compute: 500, "Object storage": 50 } },
      capacity: { tenants: 5, requestsPerDay: 10, databaseGib: 20, timeSeriesGib: 0 },
      alerts: { emails: ["ops@prod.example"], slackSecretName: "alerts/slack" },
      identity: {
        external: "https://id.example/realms/podcast",
        jwksUri: "https://id.example/realms/podcast/protocol/openid-connect/certs",
      },
    });
    assert.equal(config.enterpriseTenants[0]?.dataCidr, "10.64.0.0/20");
    assert.equal(config.budget.lines?.Compute, 500);
  });
});

describe("a bad stack file", () => {
  it("shows an unknown key, a region outside of the residency, an overlap and a wrong type at once", () => {
    const raw = {
      ...RAW_PROD_EU,
      regions: { primary: "eu-west-2", standby: "eu-central-1" },
      budget: { monthlyUsd: "1550", dailyUsd: 78 },
      network: { primaryCidr: "10.0.0.0/16", standbyCidr: "10.0.0.0/16" },
      capasity: "year1",
    };
    const eu =
      "eu-west-1, eu-west-3, eu-central-1, eu-north-1, eu-south-1, eu-south-2, eusc-de-east-1";
    assert.deepEqual(problemsOf(raw), [
      'budget.monthlyUsd: is of type string, not number; got "1550"; allowed: US dollars, a number above 0',
      'capasity: is an unknown key; the nearest known key is capacity; got "year1"; allowed: keys cloud, ' +
        "environment, decommission, residency, regions, account, domain, capacity, budget, access, dr, site, tenancy, " +
        "enterpriseTenants, images, identity, alerts, waivers, purchase, network",
      `regions.primary: stands in GB, outside of residency eu; got "eu-west-2"; allowed: ${eu}`,
      'network.standbyCidr: overlaps network.primaryCidr 10.0.0.0/16; got "10.0.0.0/16"; ' +
        "allowed: a range that no other network of the cell uses",
    ]);
  });

  it("takes a stack down by its own name alone", () => {
    const allowed = "test, the name of this stack, once it is to be taken down for good";
    assert.deepEqual(problemsOf({ ...RAW_PROD, decommission: "prod" }), [
      `decommission: names another stack; got "prod"; allowed: ${allowed}`,
    ]);
    assert.equal(messageOf({ ...RAW_PROD, decommission: "test" }), "no problem");
  });

  it("shows a mistyped required key once, not also as missing", () => {
    const { budget, ...rest } = RAW_PROD;
    const problems = problemsOf({ ...rest, buget: budget });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^buget: is an unknown key; the nearest known key is budget;/);
  });

  it("shows every missing key when there is nothing", () => {
    assert.deepEqual(
      problemsOf({}).map((line) => line.split(";")[0]),
      [
        ...["cloud", "environment", "residency", "regions", "account", "domain"],
        ...["capacity", "budget", "dr", "images"],
      ].map((key) => `${key}: is missing`),
    );
  });

  it("never shows a value that the engine keeps secret, or that looks like a credential", () => {
    const raw = { ...RAW_PROD, domain: "hunter2!", dbPassword: "hunter3" };
    const message = messageOf(raw, new Set(["domain"]));
    assert.doesNotMatch(message, /hunter/);
    assert.match(message, /domain: is not a DNS name, and .*; got "\[secret\]"/);
    assert.match(message, /dbPassword: is an unknown key.*; the value is not shown;/);
  });

  it("hides a secret value in the fault of another key too", () => {
    const raw = { ...RAW_DEV, domain: "other.example" };
    const message = messageOf(raw, new Set(["account"]));
    assert.match(message, /got "other.example"; allowed: \[secret\] or a name below it/);
  });

  it("keeps out of a crash report what no message shows", () => {
    assert.throws(
      () => parseConfig({ ...RAW_DEV, dbPassword: "hunter3" }, "test"),
      (error) => error instanceof ConfigError && !inspect(error, { depth: 9 }).includes("hunter3"),
    );
  });

  it("cuts a long value short", () => {
    assert.match(messageOf({ ...RAW_DEV, domain: "x".repeat(500) }), /got "x{119}…; allowed/);
  });
});
