import assert from "node:assert/strict";
import { EngineRecord } from "../../../automation/engine/record";
import { policySummaryOf } from "../../../automation/summary/policies";
import { judgedEvent, policyEvent, urnOf } from "../../support/events";

const db = urnOf({ name: "data", type: "aws:rds/instance:Instance" });

function summary(...events: readonly unknown[]) {
  const record = new EngineRecord();
  for (const event of events) record.add(event);
  return policySummaryOf(record);
}

describe("policy summary", () => {
  it("is not blocked where every check passed", () => {
    assert.deepEqual(summary(judgedEvent(["a", "b"])), {
      policyCount: 2,
      checkCount: 2,
      complaints: [],
      blocked: false,
    });
  });

  it("keeps the complaint apart from the policy's description, and says whose it is", () => {
    const message =
      "A database is private.\ndata (aws:rds/instance:Instance): publiclyAccessible is true; set it to false.";
    const { complaints, blocked } = summary(policyEvent({ name: "exposure-x", message, urn: db }));
    assert.equal(blocked, true);
    assert.deepEqual(complaints, [
      {
        policy: "exposure-x",
        resource: "data",
        urn: db,
        message: "data (aws:rds/instance:Instance): publiclyAccessible is true; set it to false.",
        standing: "blocks",
      },
    ]);
  });

  it("tells vetoes, undecided facts, advice and waivers apart, the vetoes first", () => {
    const { complaints } = summary(
      policyEvent({
        name: "d",
        message: "D.\nwaived until 2027-01-01 by ops (why): x",
        level: "warning",
      }),
      policyEvent({ name: "c", message: "D.\nbetter do so", level: "warning" }),
      policyEvent({ name: "b", message: "D.\nstack: undecided: waits for region" }),
      policyEvent({ name: "a", message: "D.\nwrong" }),
    );
    assert.deepEqual(
      complaints.map(({ standing }) => standing),
      ["blocks", "undecided", "advice", "waived"],
    );
  });

  it("repeats nothing that the engine says twice", () => {
    const twice = policyEvent({ name: "a", message: "D.\nwrong" });
    assert.equal(summary(twice, twice).complaints.length, 1);
  });
});
