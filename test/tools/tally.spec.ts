import assert from "node:assert/strict";
import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { addUp, lastLines, type Totals } from "../../tools/test/tally.mjs";

const ROOT = path.dirname(path.dirname(__dirname));
const totals = (passes: number, failures: number, pending = 0): Totals => ({
  passes,
  failures,
  pending,
});

describe("the count of tests", () => {
  it("counts each check as one test and mocha's tests one by one", () => {
    const results = [
      { name: "prettier", ok: true },
      { name: "eslint", ok: false },
      { name: "mocha", ok: false, totals: totals(10, 2, 1) },
    ];
    assert.deepEqual(addUp(results), { passed: 11, failed: 3, pending: 1 });
  });

  it("counts a run that broke off as a failure, though no test failed", () => {
    const results = [{ name: "mocha", ok: false, totals: totals(4, 0) }];
    assert.deepEqual(addUp(results), { passed: 4, failed: 1, pending: 0 });
  });

  it("ends with the counts, after what was skipped", () => {
    const results = [{ name: "mocha", ok: true, totals: totals(4, 0, 2) }];
    assert.deepEqual(lastLines(results, ["test/slow"]), [
      "skipped: test/slow; 2 test(s) marked as pending",
      "4 passed, 0 failed",
    ]);
    assert.deepEqual(lastLines([], []), ["skipped: nothing", "0 passed, 0 failed"]);
  });
});

describe("the reporter", () => {
  it("sends the totals and prints failures with their full title", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "podcast-reporter-"));
    const spec = path.join(folder, "sample.spec.cjs");
    const suite = [
      'describe("a cell", () => {',
      '  it("stands", () => {});',
      '  it("falls", () => { throw new Error("no subnet"); });',
      "});",
    ];
    fs.writeFileSync(spec, suite.join("\n"));
    try {
      const { code, output, last } = await report(spec);
      assert.equal(code, 1);
      assert.deepEqual(last, totals(1, 1));
      assert.match(output, /✗ a cell › falls/);
      assert.match(output, /Error: no subnet/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

interface Reported {
  readonly code: number | null;
  readonly output: string;
  readonly last: unknown;
}

async function report(spec: string): Promise<Reported> {
  const reporter = path.join(ROOT, "tools", "test", "reporter.cjs");
  const mocha = path.join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
  const child = fork(mocha, ["--no-config", "--reporter", reporter, spec], { silent: true });
  let output = "";
  let last: unknown;
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.on("message", (message) => (last = message));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code, output, last });
    });
  });
}
