import assert from "node:assert/strict";
import { planBootstrap } from "../../plan/bootstrap";
import { QUOTAS, needsOf } from "../../plan/quotas";
import { planOf as cellOf, stackConfigOf as configOf } from "../support/recorded";

describe("what comes before the first up", () => {
  const planned = (stack: string) => planBootstrap(cellOf(stack), configOf(stack));

  it("keeps state and key where the standby site is, and a copy with the primary", () => {
    const prod = planned("prod");
    assert.equal(prod.stateRegion, "us-west-2");
    assert.equal(prod.stateBucket, "podcast-prod-state-444455556666");
    assert.equal(prod.stateCopyBucket, "podcast-prod-state-copy-444455556666");
    const eu = planned("prod-eu");
    assert.deepEqual([eu.primary, eu.stateRegion], ["eu-west-1", "eu-central-1"]);
  });

  it("has one bucket where the cell has one region", () => {
    const dev = planned("dev");
    assert.equal(dev.stateRegion, "us-east-1");
    assert.equal(dev.stateCopyBucket, undefined);
    assert.equal(dev.standby, undefined);
  });

  it("trusts the issuer of the configured pipeline, and none where none is configured", () => {
    assert.deepEqual(planned("prod").pipeline, {
      issuer: "token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
    });
    const cell = cellOf("prod");
    const { pipeline, ...identity } = cell.primary.identity;
    assert.ok(pipeline !== undefined);
    const without = { ...cell, primary: { ...cell.primary, identity } };
    assert.equal(planBootstrap(without, configOf("prod")).pipeline, undefined);
  });

  it("names one repository an image, without tags", () => {
    const { repositories } = planned("prod");
    assert.ok(repositories.includes("podcast-platform/api-service"));
    assert.ok(repositories.includes("podcast-platform/timescaledb"));
    assert.equal(new Set(repositories).size, repositories.length);
    assert.deepEqual(
      repositories.filter((name) => /[:@]/.test(name)),
      [],
    );
  });

  it("waits for the secrets that the configuration names, and for no other", () => {
    const cell = cellOf("dev");
    const config = configOf("dev");
    const alerts = { ...config.alerts, pagerDutySecretName: "podcast/pagerduty" };
    const names = planBootstrap(cell, { ...config, alerts }).externalSecrets.map((s) => s.name);
    assert.ok(names.includes("podcast/pagerduty"));
    assert.ok(!planBootstrap(cell, config).externalSecrets.some((s) => names[0] === s.name));
  });
});

describe("quotas", () => {
  it("count the CPUs of each pool at its most, on its largest type", () => {
    const cell = cellOf("prod");
    const pool = { ...cell.primary.compute.nodePools[0]!, purchase: "spot" as const };
    const pools = [{ ...pool, maxNodes: 3, instanceTypes: ["m7g.large", "c8g.xlarge"] }];
    const compute = { ...cell.primary.compute, nodePools: pools };
    const needs = needsOf({ ...cell, primary: { ...cell.primary, compute } });
    const cpus = (quota: string) => needs.find((need) => need.quota === quota)?.needed;
    assert.equal(cpus("spotCpus"), 12);
    assert.equal(cpus("onDemandCpus"), 0);
  });

  it("ask for the standby region too, where there is one", () => {
    const regions = (stack: string) => new Set(needsOf(cellOf(stack)).map(({ region }) => region));
    assert.deepEqual([...regions("prod-eu")], ["eu-west-1", "eu-central-1"]);
    assert.deepEqual([...regions("dev")], ["us-east-1"]);
  });

  it("have codes that are one to one", () => {
    const codes = Object.values(QUOTAS).map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
  });
});
