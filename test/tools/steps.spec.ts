import assert from "node:assert/strict";
import { leftOut, stepsOf } from "../../tools/test/steps.mjs";
import { Sandbox } from "./sandbox";

const CHECKS = ["prettier", "eslint", "tsc", "tsc tools", "mocha test"];

describe("the steps of the tests", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    sandbox.write(".mocharc.json", JSON.stringify({ require: ["tsx/cjs"] }));
    sandbox.write("test/slow/growth.spec.ts", "");
  });
  afterEach(() => {
    sandbox.remove();
  });

  it("run the checks first, then the engine tests alone", () => {
    sandbox.write("test/engine/deep/up.spec.ts", "");
    const steps = stepsOf(sandbox.root, { slow: false });
    assert.deepEqual(
      steps.map(({ name }) => name),
      [...CHECKS, "mocha test/engine"],
    );
    assert.deepEqual(
      steps.filter(({ alone }) => alone).map(({ name }) => name),
      ["mocha test/engine"],
    );
  });

  it("leave a folder without specs out", () => {
    sandbox.write("test/engine/helper.ts", "");
    const names = stepsOf(sandbox.root, { slow: false }).map(({ name }) => name);
    assert.deepEqual(names, CHECKS);
  });

  it("include the slow ones on request only, and say so otherwise", () => {
    const names = stepsOf(sandbox.root, { slow: true }).map(({ name }) => name);
    assert.deepEqual(names, [...CHECKS, "mocha test/slow"]);
    assert.equal(leftOut(sandbox.root, { slow: false })[0], "test/slow (npm run test:all)");
    assert.equal(leftOut(sandbox.root, { slow: true }).length, 1);
  });

  it("count tests in mocha runs only", () => {
    const counting = stepsOf(sandbox.root, { slow: true }).filter((step) => step.countsTests);
    assert.deepEqual(
      counting.map(({ name }) => name),
      ["mocha test", "mocha test/slow"],
    );
  });
});
