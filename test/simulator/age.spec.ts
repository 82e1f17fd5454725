import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ageClouds } from "../../simulator/age";
import { openLedger } from "../../simulator/ledger/ledger";
import { simulateCalls } from "../../simulator/testing";
import { TOY_AWS } from "./toy-cloud";

const DATABASE = "aws:rds/instance:Instance";
const DAY_MS = 24 * 60 * 60 * 1000;

describe("time in the simulated clouds", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "age-"));
    const aws = simulateCalls(TOY_AWS, {
      provider: { region: "us-east-1" },
      store: openLedger(home),
    });
    for (const identifier of ["a", "b"]) {
      aws.create(DATABASE, { identifier, instanceClass: "db.t4g.small", engineVersion: "17.6" });
    }
    aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("says what it changed, and moves the clock by thirty days unless told otherwise", () => {
    const keys = ["engineVersionActual", "allocatedStorage"];
    assert.deepEqual(ageClouds(home, [TOY_AWS]), [
      { type: DATABASE, id: "a", keys },
      { type: DATABASE, id: "b", keys },
    ]);
    assert.equal(openLedger(home).read().aheadMs, 30 * DAY_MS);
    ageClouds(home, [TOY_AWS], { days: 1 });
    assert.equal(openLedger(home).read().aheadMs, 31 * DAY_MS);
  });

  it("changes only what the filter lets through", () => {
    ageClouds(home, [TOY_AWS], { only: ({ id }) => id === "b" });
    const actual = openLedger(home)
      .list({ type: DATABASE })
      .map(({ outputs }) => outputs.engineVersionActual);
    assert.deepEqual(actual, ["17.6", "17.6.9"]);
  });

  it("removes what its cloud removes by itself", () => {
    const vpc = "aws:ec2/vpc:Vpc";
    const models = [{ type: vpc, vanishes: (): boolean => true }, ...TOY_AWS.models];
    const gone = ageClouds(home, [{ ...TOY_AWS, models }], { only: ({ type }) => type === vpc });
    assert.deepEqual(
      gone.map(({ type, keys }) => ({ type, keys })),
      [{ type: vpc, keys: ["(gone)"] }],
    );
    assert.deepEqual(openLedger(home).list({ type: vpc }), []);
    assert.equal(openLedger(home).list({ type: DATABASE }).length, 2);
  });

  it("changes nothing that has no model of its age", () => {
    const before = openLedger(home).list({ type: "aws:ec2/vpc:Vpc" });
    ageClouds(home, []);
    assert.deepEqual(openLedger(home).list({ type: "aws:ec2/vpc:Vpc" }), before);
  });
});
