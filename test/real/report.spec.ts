import assert from "node:assert/strict";
import type { Verdict } from "./judge";
import { clusterReport, type Judged, sourceReport, totalOf } from "./report";

const GOOD: Verdict = {
  cluster: "c",
  accepted: 3,
  pods: 1,
  rejected: [],
  changed: [],
  notJudged: [],
  warnings: [],
};
const SAID = [{ of: "p-web (Deployment app/web)", text: "no" }];

const judged = (change: Partial<Verdict> = {}): Judged => ({
  stack: "dev",
  verdict: { ...GOOD, ...change },
  seconds: 7,
});

describe("the judge's report", () => {
  it("counts, and lists what was said of whom", () => {
    assert.deepEqual(clusterReport(judged({ rejected: SAID })), [
      "dev, cluster c: 3 objects and 1 pod accepted, 1 rejected, 0 changed by a second apply, 0 not judged (7 s)",
      "  REJECTED    p-web (Deployment app/web): no",
    ]);
  });

  it("is well when nothing was rejected or changed", () => {
    assert.deepEqual(totalOf([judged(), judged({ notJudged: SAID })], 20), {
      line: "8 accepted, 0 rejected, 0 changed by a second apply, 1 not judged, 20 s",
      ok: true,
    });
  });

  for (const key of ["rejected", "changed"] as const) {
    it(`is not well when one object was ${key}`, () => {
      assert.equal(totalOf([judged(), judged({ [key]: SAID })], 1).ok, false);
    });
  }

  it("is not well when nothing was judged", () => {
    assert.equal(totalOf([], 1).ok, false);
    assert.equal(totalOf([judged({ accepted: 0, pods: 0, notJudged: SAID })], 1).ok, false);
  });

  it("names definitions that are missing, and those that are not the chart's", () => {
    const chart = { name: "o", version: "2" };
    const source = { module: "m", version: "v1", sum: "", paths: [], chart, kinds: {} };
    const lines = sourceReport(
      new Map([
        ["away", { source, reason: "403" }],
        ["older", { source: { ...source, gap: "the chart installs v2" }, definitions: [] }],
        ["right", { source, definitions: [] }],
      ]),
    );
    assert.deepEqual(lines, [
      "definitions of away: not found: 403",
      "definitions of older: m v1; the chart installs v2",
    ]);
  });
});
