import assert from "node:assert/strict";
import { maxConnections, RDS_SIZES, type RdsClass } from "../../../facts/sizes";
import { POOLING } from "../../../facts/seed";
import type { CellPlan } from "../../../plan/cell";
import { planCell } from "../../../plan/plan";
import { configOf } from "../../support/config";
import { TENANT } from "../config/cases";

const prod = (changes = {}): CellPlan => planCell("prod", configOf("prod", changes));
const choice = (cell: CellPlan, what: string): string | undefined =>
  cell.reasons.find((reason) => reason.what === `primary.tenancy.${what}`)?.choice;
const why = (cell: CellPlan, what: string): string =>
  cell.reasons.find((reason) => reason.what === `primary.tenancy.${what}`)?.why ?? "";

describe("placement of tenants", () => {
  it("gives every tenant of year 1 a schema of its own", () => {
    const cell = prod();
    assert.deepEqual(cell.primary.tenancy.placement, { ownSchema: 1000, pooled: 0 });
    assert.match(why(cell, "placement"), /within the cap of 1000 schemas/);
  });

  it("pools what is over the cap, and says why", () => {
    const cell = prod({ capacity: "year2" });
    assert.deepEqual(cell.primary.tenancy.placement, { ownSchema: 1000, pooled: 9000 });
    assert.match(why(cell, "placement"), /over the cap of 1000 .* row-level security/);
    const none = prod({ tenancy: { maxSchemasPerInstance: 0 } });
    assert.deepEqual(none.primary.tenancy.placement, { ownSchema: 0, pooled: 1000 });
  });
});

describe("the erasure horizon", () => {
  it("is the life of the copy that lives longest", () => {
    assert.equal(prod().primary.tenancy.erasureHorizonDays, 372);
    assert.match(why(prod(), "erasureHorizonDays"), /monthly backups/);
  });

  it("follows the database's own backups where there is no backup plan", () => {
    const dev = planCell("dev", configOf("dev")).primary;
    assert.equal(dev.tenancy.erasureHorizonDays, 8);
    assert.ok(dev.tenancy.erasureHorizonDays >= dev.data.backupRetentionDays);
    assert.ok(dev.tenancy.erasureHorizonDays >= dev.tenancy.exportRetentionDays);
  });
});

describe("an enterprise tenant", () => {
  const cell = prod({ enterpriseTenants: [TENANT] });
  const [tenant] = cell.primary.tenancy.enterprise;
  if (tenant === undefined) throw new Error("no tenant was planned");

  it("gets a pool that nobody else's pods tolerate, and workloads that stay on it", () => {
    assert.deepEqual(tenant.pool.taints, [
      { key: "platform/tenant", value: "acme", effect: "NO_SCHEDULE" },
    ]);
    assert.ok(tenant.workloads.every(({ pool }) => pool === tenant.pool.role));
    const others = cell.primary.compute.nodePools.flatMap(({ taints }) => taints);
    assert.ok(others.every(({ key }) => key !== "platform/tenant"));
  });

  it("gets a database as safe as the cell's own, that takes all pooled connections", () => {
    const { data } = cell.primary;
    for (const key of ["multiAz", "deletionProtection", "backupRetentionDays"] as const) {
      assert.equal(tenant.data[key], data[key]);
    }
    assert.equal(tenant.data.backupWindow, "08:00-08:30");
    const forced = tenant.data.parameters.find(({ name }) => name === "rds.force_ssl");
    assert.equal(forced?.value, "1");
    const accepted = maxConnections(RDS_SIZES[tenant.data.instanceClass as RdsClass]);
    assert.ok(accepted >= POOLING.maxDbConnections);
  });

  it("states a fixed number of pods, within its quota", () => {
    const pods = tenant.workloads.map(({ scaling }) =>
      scaling.kind === "fixed" ? scaling.replicas : Infinity,
    );
    assert.deepEqual(pods, [2, 2, 1]);
    assert.ok(pods.reduce((a, b) => a + b, 0) < tenant.quota.pods);
  });

  it("moves no other tenant when it comes", () => {
    const zeta = {
      ...TENANT,
      name: "zeta",
      id: "9c858901-8a57-4791-81fe-4c455b099bc9",
      dataCidr: "10.65.0.0/20",
    };
    const both = prod({ enterpriseTenants: [zeta, TENANT] }).primary.tenancy.enterprise;
    assert.deepEqual(
      both.find(({ name }) => name === "acme"),
      tenant,
    );
  });

  it("names the quota of VPCs before it is reached", () => {
    assert.equal(choice(cell, "enterprise.networks"), "3 VPCs in the region");
    const four = [1, 2, 3, 4].map((n) => ({
      ...TENANT,
      name: `tenant-${n}`,
      id: `3f8e0c3e-6a6e-4d6f-9d57-0d1f4f1f6a1${n}`,
      dataCidr: `10.6${n}.0.0/20`,
      slot: n,
    }));
    assert.match(
      why(prod({ enterpriseTenants: four }), "enterprise.networks"),
      /have "VPCs per Region" raised to 6 first/,
    );
  });

  it("of tier sovereign gets the cell and nothing beside it", () => {
    const alone = prod({ enterpriseTenants: [{ ...TENANT, tier: "sovereign" }] });
    assert.deepEqual(alone.primary.tenancy.enterprise, []);
    assert.equal(choice(alone, "enterprise.acme"), "sovereign");
  });
});
