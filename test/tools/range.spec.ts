import assert from "node:assert/strict";
import fc from "fast-check";
import { compareVersions, judgeVersion, parseVersion } from "../../tools/setup/range.mjs";

const RANGE = { oldest: "3.220.0", newest: "3.230.1" };

describe("version numbers", () => {
  it("are read as the CLI, Node.js and Go print them", () => {
    assert.deepEqual(parseVersion("v3.220.0\n"), [3, 220, 0]);
    assert.deepEqual(parseVersion("20.19"), [20, 19, 0]);
    assert.deepEqual(parseVersion("go1.26.8"), [1, 26, 8]);
    assert.deepEqual(parseVersion("go1.27rc1"), [1, 27, 0]);
    assert.deepEqual(parseVersion("3.221.0-alpha.x12f"), [3, 221, 0]);
  });

  it("are not read from other text", () => {
    for (const text of ["", "latest", "3", "v3.x.0", "3.220.0 beta"]) {
      assert.equal(parseVersion(text), undefined, text);
    }
  });

  it("are ordered as numbers, not as text", () => {
    const part = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (a, b) => {
        const weigh = ([x, y, z]: readonly [number, number, number]): number =>
          (x * 1_000 + y) * 1_000 + z;
        const order = compareVersions(a.join("."), b.join("."));
        assert.equal(Math.sign(order), Math.sign(weigh(a) - weigh(b)));
      }),
    );
  });

  it("are not compared when one is none", () => {
    assert.throws(() => compareVersions("3.220.0", "new"), /"new" is not a version number/);
  });
});

describe("the tested range", () => {
  it("holds both its ends", () => {
    for (const version of ["3.220.0", "3.225.9", "3.230.1"]) {
      assert.deepEqual(judgeVersion(version, RANGE), { verdict: "tested" });
    }
  });

  it("refuses what is older, of another major version, or no version", () => {
    const verdicts = ["3.219.9", "4.0.0", "dev"].map((version) => judgeVersion(version, RANGE));
    assert.deepEqual(verdicts, [
      { verdict: "refused", reason: "3.219.9 is older than 3.220.0" },
      { verdict: "refused", reason: "4.0.0 is not of major version 3" },
      { verdict: "refused", reason: '"dev" is not a version number' },
    ]);
  });

  it("lets a newer one through with a word about it", () => {
    assert.deepEqual(judgeVersion("3.230.2", RANGE), {
      verdict: "newer",
      reason: "3.230.2 is newer than 3.230.1, the newest tested",
    });
  });
});
