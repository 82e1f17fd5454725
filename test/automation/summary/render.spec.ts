import assert from "node:assert/strict";
import { createColors } from "picocolors";
import { checkedConfig } from "../../../automation/preflight";
import { PROJECT_FOLDER } from "../../../automation/project";
import { EngineRecord } from "../../../automation/engine/record";
import { assess, type Assessment } from "../../../automation/summary/assessment";
import { assessmentText } from "../../../automation/summary/render";
import { judgedEvent, policyEvent, preEvent, type EventResource } from "../../support/events";

const config = checkedConfig(PROJECT_FOLDER, "dev");
const database: EventResource = { name: "data-g1", type: "aws:rds/instance:Instance" };
const provider = { region: "us-east-1" };
const small = {
  instanceClass: "db.t4g.small",
  engine: "postgres",
  allocatedStorage: 20,
  storageType: "gp3",
  ...provider,
};

function assessed(
  allowedIncreaseUsd: number | undefined,
  ...events: readonly unknown[]
): Assessment {
  const record = new EngineRecord();
  for (const event of events) record.add(event);
  return assess({
    outcome: { record, interrupted: false, tookMs: 1 },
    config,
    reasons: [],
    ...(allowedIncreaseUsd === undefined ? {} : { allowedIncreaseUsd }),
  });
}

const text = (assessment: Assessment): string => assessmentText(assessment, createColors(false));

describe("assessment of a preview", () => {
  it("of a stack that is as the program says has no change and exit code 0", () => {
    const assessment = assessed(
      undefined,
      preEvent({ ...database, op: "same", inputs: small }),
      judgedEvent(["a"]),
    );
    assert.equal(assessment.exitCode, 0);
    assert.match(
      text(assessment),
      /^Changes: none\.\nPolicies: 1 policy, 1 check, all ok\.\nCost: /,
    );
  });

  it("is blocked by a mandatory policy, with exit code 2", () => {
    const veto = policyEvent({
      name: "exposure-x",
      message: "D.\ndata-g1: public; set it to false.",
    });
    const assessment = assessed(undefined, preEvent(database), veto);
    assert.equal(assessment.exitCode, 2);
    assert.match(text(assessment), /blocks {2}exposure-x\n {4}data-g1: public; set it to false\./);
  });

  it("is blocked by an increase above a fifth of the ceiling, until that is accepted", () => {
    const grown = preEvent({
      ...database,
      op: "update",
      oldInputs: small,
      inputs: { ...small, instanceClass: "db.m7g.2xlarge" },
    });
    const blocked = assessed(undefined, grown);
    assert.equal(blocked.exitCode, 2);
    assert.match(text(blocked), /blocks {2}the increase is above \$60/);
    assert.equal(assessed(100_000, grown).exitCode, 0);
  });

  it("never calls a first bring-up an increase", () => {
    const first = assessed(
      undefined,
      preEvent({ ...database, inputs: { ...small, instanceClass: "db.m7g.2xlarge" } }),
    );
    assert.equal(first.cost.increaseUsd, undefined);
    assert.equal(first.cost.blocked, false);
  });
});
