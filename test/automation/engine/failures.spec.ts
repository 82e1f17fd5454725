import assert from "node:assert/strict";
import { failureOf } from "../../../automation/engine/failures";
import { EngineRecord } from "../../../automation/engine/record";
import { exitCodeOf } from "../../../automation/summary/assessment";
import { diagnosticEvent, failedEvent, policyEvent } from "../../support/events";

const VETO = { name: "exposure-rds-instance-forbid-public-access", message: "No.\npublic" };

function recorded(...events: readonly unknown[]): EngineRecord {
  const record = new EngineRecord();
  for (const event of events) record.add(event);
  return record;
}

function exitOf(...events: readonly unknown[]): number {
  const record = recorded(...events);
  const failure = failureOf(new Error("exit code 255"), record);
  return exitCodeOf({ record, failure, interrupted: false, tookMs: 1 }, false);
}

describe("failure of an engine operation", () => {
  it("is a policy's veto where a mandatory policy complained: exit code 2", () => {
    assert.equal(exitOf(policyEvent(VETO), diagnosticEvent("preview failed")), 2);
  });

  it("is an error where a provider failed beside the veto: exit code 1", () => {
    const failed = failedEvent({ name: "db", type: "aws:rds/instance:Instance" });
    assert.equal(exitOf(policyEvent(VETO), failed, diagnosticEvent("InvalidSubnet")), 1);
  });

  it("is an error where only an advisory policy complained: exit code 1", () => {
    assert.equal(exitOf(policyEvent({ ...VETO, level: "warning" })), 1);
  });

  it("is bad configuration where the program says so: exit code 4, without its stack trace", () => {
    const message =
      "Error: Pulumi.dev.yaml has 1 problem(s):\n  podcast-platform:clod: is not a key\n    at parse (x.ts:1:1)";
    const record = recorded(diagnosticEvent(message));
    assert.deepEqual(failureOf(new Error("x"), record), {
      kind: "configuration",
      message: "Pulumi.dev.yaml has 1 problem(s):\n  podcast-platform:clod: is not a key",
    });
    assert.equal(exitOf(diagnosticEvent(message)), 4);
  });

  it("is a violated plan in each of the engine's wordings: exit code 1", () => {
    const wordings = [
      "resource urn:pulumi:dev::p::t::n violates plan: resource kind changed (expected custom)",
      "replace is not allowed by the plan: this resource is constrained to update",
      "no plan for resource urn:pulumi:dev::p::t::n",
    ];
    for (const wording of wordings) {
      const failure = failureOf(new Error("x"), recorded(diagnosticEvent(wording)));
      assert.deepEqual(failure, { kind: "plan-violated", differences: [wording] });
    }
  });

  it("is the provider's error, not the planned steps that it kept from being reached", () => {
    const unreached = "expected resource operations for urn:pulumi:dev::p::t::n but none were seen";
    const failure = failureOf(
      new Error("x"),
      recorded(diagnosticEvent(unreached), diagnosticEvent("CreateDBInstance: no capacity")),
    );
    assert.deepEqual(failure, {
      kind: "error",
      errors: [{ kind: "diagnostic", severity: "error", message: "CreateDBInstance: no capacity" }],
      output: "x",
    });
  });

  it("names what differs from the plan, never the values: the engine prints secrets there", () => {
    const message =
      "resource urn:pulumi:dev::p::t::n violates plan: properties changed: " +
      "++authenticationMode[{map[passwords:{[output<string>{}]}]}!={map[passwords:{&{{[{hunter2}]}}}]}], ~=size[{1}!={2}]";
    assert.deepEqual(failureOf(new Error("x"), recorded(diagnosticEvent(message))), {
      kind: "plan-violated",
      differences: [
        "resource urn:pulumi:dev::p::t::n violates plan: properties changed: authenticationMode, size",
      ],
    });
  });

  it("keeps the engine's last words where nothing else explains it", () => {
    const failure = failureOf(new Error("spawn pulumi ENOENT"), recorded());
    assert.deepEqual(failure, { kind: "error", errors: [], output: "spawn pulumi ENOENT" });
  });
});
