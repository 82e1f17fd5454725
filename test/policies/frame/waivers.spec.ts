import assert from "node:assert/strict";

import { readWaivers, waiverFor } from "../../../policies/frame/waivers";

const POLICY = "encryption-sns-topic-require-encryption";
const known = new Set([POLICY, "audit-pack-require-valid-waivers"]);
const now = new Date("2026-11-20T12:00:00Z");
const good = {
  policy: POLICY,
  resource: "alerts-*",
  owner: "ann",
  reason: "moves in spring",
  expiry: "2027-03-31",
};
const problems = (change: object) =>
  readWaivers([{ ...good, ...change }], known, now).problems.map((text) =>
    text.replace(/^waivers\[0\] /, ""),
  );

describe("readWaivers", () => {
  it("takes a waiver that states all five", () => {
    assert.deepEqual(readWaivers([good], known, now), { valid: [good], problems: [] });
  });

  it("lasts until the end of its last day", () => {
    assert.deepEqual(problems({ expiry: "2026-11-20" }), []);
    assert.deepEqual(problems({ expiry: "2026-11-19" }), [
      "expired on 2026-11-19; mend the resource or let its owner renew it.",
    ]);
  });

  it("names what is missing", () => {
    assert.deepEqual(problems({ owner: "", reason: undefined }), [
      "has no owner, reason; every waiver states all five.",
    ]);
  });

  for (const resource of ["*", "**", "*-*", "*a*"]) {
    it(`refuses the pattern ${resource}`, () => {
      assert.deepEqual(problems({ resource }), [
        `has the resource pattern "${resource}", which is too broad; name the resource.`,
      ]);
    });
  }

  it("refuses a policy that the pack does not have", () => {
    assert.deepEqual(problems({ policy: "encryption-all" }), [
      'names the policy "encryption-all", which the pack does not have; copy the name from policies/README.md.',
    ]);
  });

  it("refuses to waive its own guard", () => {
    assert.equal(problems({ policy: "audit-pack-require-valid-waivers" }).length, 1);
  });

  it("refuses a day that is none, and one too far away", () => {
    assert.deepEqual(problems({ expiry: "spring" }), [
      'has the expiry "spring"; write a day as YYYY-MM-DD.',
    ]);
    assert.deepEqual(problems({ expiry: "2029-01-01" }), [
      "expires on 2029-01-01; a waiver lasts a year at most.",
    ]);
  });

  it("says so when it is no list, or an entry is no object", () => {
    assert.equal(readWaivers({}, known, now).problems.length, 1);
    assert.equal(readWaivers(["x"], known, now).problems.length, 1);
    assert.deepEqual(readWaivers(undefined, known, now), { valid: [], problems: [] });
  });
});

describe("waiverFor", () => {
  it("matches by policy and by pattern", () => {
    const find = (policy: string, ...names: readonly string[]) =>
      waiverFor([good], { policy, names }) !== undefined;
    assert.equal(find(POLICY, "alerts-eu"), true);
    assert.equal(find(POLICY, "orders", "urn:alerts-eu"), false);
    assert.equal(find("encryption-sqs-queue-require-encryption", "alerts-eu"), false);
  });
});
