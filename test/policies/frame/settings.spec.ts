import assert from "node:assert/strict";

import { readSettings } from "../../../policies/frame/settings";

const from =
  (values: Readonly<Record<string, unknown>>) =>
  (key: string): unknown =>
    values[key];
const good = {
  residency: "eu",
  budget: '{"monthlyUsd":300,"lines":{"Redis":50}}',
  environment: "dev",
};

describe("readSettings", () => {
  it("reads the stack file", () => {
    assert.deepEqual(readSettings(from(good), from({})), {
      residency: "eu",
      budget: { monthlyUsd: 300, lines: { Redis: 50 } },
      environment: "dev",
      production: false,
      waivers: undefined,
      problems: [],
    });
  });

  it("reads the ceilings of enterprise tenants, and leaves out entries without one", () => {
    const enterpriseTenants =
      '[{"name":"acme","monthlyUsd":600},{"name":"zeta"},{"monthlyUsd":5},"x",null]';
    const settings = readSettings(from({ ...good, enterpriseTenants }), from({}));
    assert.deepEqual(settings.tenants, { acme: 600 });
  });

  it("takes what is absent there from the pack configuration", () => {
    const settings = readSettings(from({}), from({ residency: "us", budget: 400 }));
    assert.deepEqual([settings.residency, settings.budget?.monthlyUsd], ["us", 400]);
    assert.deepEqual(settings.problems, []);
  });

  it("takes a stack without environment, or with a strange one, for production", () => {
    assert.equal(
      readSettings(from({ ...good, environment: undefined }), from({})).production,
      true,
    );
    assert.equal(readSettings(from({ ...good, environment: "live" }), from({})).production, true);
  });

  it("names each key that is missing or unreadable", () => {
    const bad = { residency: "mars", budget: '{"monthlyUsd":"many"}' };
    assert.deepEqual(readSettings(from(bad), from({})).problems, [
      'podcast-platform:residency is missing or unreadable; set it to "eu" or "us".',
      "podcast-platform:budget is missing or unreadable; set budget.monthlyUsd to the stack's ceiling in US dollars.",
    ]);
    assert.equal(readSettings(from({ budget: "{not json" }), from({})).problems.length, 2);
  });

  it("refuses two answers", () => {
    assert.deepEqual(readSettings(from(good), from({ residency: "us" })).problems, [
      "podcast-platform:residency differs between the stack file and the pack configuration; state it once.",
    ]);
  });
});
