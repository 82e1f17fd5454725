import assert from "node:assert/strict";
import { UNKNOWN, UNKNOWN_SENTINEL } from "../../../facts/values";
import { EngineRecord } from "../../../automation/engine/record";
import { diagnosticEvent, judgedEvent, policyEvent, preEvent, urnOf } from "../../support/events";

const vpc = { name: "net", type: "aws:ec2/vpc:Vpc" };

describe("engine record", () => {
  it("keeps steps, verdicts and diagnostics, and ignores events that nobody needs", () => {
    const record = new EngineRecord();
    for (const event of [
      preEvent(vpc),
      policyEvent({ name: "cost-stack-limit-monthly", message: "Too dear." }),
      diagnosticEvent("went wrong"),
      diagnosticEvent("chatter", "debug"),
      { sequence: 9, timestamp: 1, cancelEvent: {} },
      "no event",
    ]) {
      record.add(event);
    }
    assert.deepEqual(
      record.steps.map(({ urn }) => urn),
      [urnOf(vpc)],
    );
    assert.deepEqual(
      record.verdicts.map(({ policy }) => policy),
      ["cost-stack-limit-monthly"],
    );
    assert.deepEqual(
      record.diagnostics.map(({ message }) => message),
      ["went wrong"],
    );
  });

  it("counts each judgement of a policy, and each policy once", () => {
    const record = new EngineRecord();
    record.add(judgedEvent(["a", "b"]));
    record.add(judgedEvent(["a"], ["c"]));
    assert.deepEqual(record.checks, { policies: ["a", "b", "c"], count: 4 });
  });

  it("tells an error that several resources repeat once", () => {
    const record = new EngineRecord();
    record.add(diagnosticEvent("no credentials"));
    record.add(diagnosticEvent("no credentials"));
    assert.equal(record.errors.length, 1);
  });

  it("shows resources with unknown and secret inputs marked, and their provider's inputs", () => {
    const provider = { name: "aws-east", type: "pulumi:providers:aws" };
    const record = new EngineRecord();
    record.add(preEvent({ ...provider, inputs: { region: "us-east-1" } }));
    record.add(
      preEvent({
        ...vpc,
        provider: `${urnOf(provider)}::${UNKNOWN_SENTINEL}`,
        inputs: { cidrBlock: "10.0.0.0/16", peer: UNKNOWN_SENTINEL, key: "[secret]" },
      }),
    );
    const view = record.after().find(({ urn }) => urn === urnOf(vpc));
    assert.deepEqual(view?.inputs, { cidrBlock: "10.0.0.0/16", peer: UNKNOWN, key: UNKNOWN });
    assert.deepEqual(view.provider, { region: "us-east-1" });
  });

  it("leaves a deleted resource out of what is to be, and keeps it in what was", () => {
    const record = new EngineRecord();
    record.add(preEvent({ ...vpc, op: "delete", inputs: { cidrBlock: "10.0.0.0/16" } }));
    assert.deepEqual(record.after(), []);
    assert.deepEqual(
      record.before().map(({ name }) => name),
      ["net"],
    );
  });
});
