import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { FailureDocument } from "../../automation/documents";
import { copiedProject, SimulatedPlace } from "../support/engine";

describe("a stack file with four problems", () => {
  const root = copiedProject(
    { file: "Pulumi.prod.yaml", from: "residency: us", to: "residency: eu" },
    { file: "Pulumi.prod.yaml", from: "primary: us-east-1", to: "primary: eu-west-1" },
    { file: "Pulumi.prod.yaml", from: "standby: us-west-2", to: "standby: eu-west-2" },
    { file: "Pulumi.prod.yaml", from: "monthlyUsd: 1400", to: 'monthlyUsd: "1400"' },
    {
      file: "Pulumi.prod.yaml",
      from: "  podcast-platform:capacity: year1",
      to: "  podcast-platform:capacity: year1\n  podcast-platform:capasity: year2\n  podcast-platform:network:\n    primaryCidr: 10.8.0.0/16\n    standbyCidr: 10.8.0.0/16",
    },
  );
  const place = new SimulatedPlace(root);

  after(() => {
    place.remove();
  });

  /** An unknown key, London in an EU cell, overlapping ranges, a string for a number. */
  const PROBLEMS = [
    /podcast-platform:capasity: .*capacity/,
    /podcast-platform:regions\.standby: .*eu-west-2/,
    /podcast-platform:network\.\w+Cidr: .*10\.8\.0\.0\/16/,
    /podcast-platform:budget\.monthlyUsd: .*"1400"/,
  ];

  it("is told in one message by platform, exit code 4, before the engine is asked", async () => {
    const { code, stdout, stderr } = await place.platform(
      "up",
      "--stack",
      "prod",
      "--simulate",
      "--yes",
      "--json",
    );
    assert.equal(code, 4, stderr);
    const { error } = FailureDocument.parse(JSON.parse(stdout));
    assert.match(error, /^Pulumi\.prod\.yaml has 4 problem\(s\)/);
    for (const problem of PROBLEMS) assert.match(error, problem);
    assert.equal(existsSync(join(place.home, "state")), false);
  });

  it("is told in one message by the engine, and no resource is touched", async () => {
    const { code, stdout } = await place.simulate(
      "up",
      "-s",
      "prod",
      "--yes",
      "--skip-preview",
      "--non-interactive",
    );
    assert.notEqual(code, 0);
    for (const problem of PROBLEMS) assert.match(stdout, problem);
    assert.deepEqual(place.ledger.list(), []);
  });
});
