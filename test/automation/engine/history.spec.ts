import assert from "node:assert/strict";
import { endedWell } from "../../../automation/engine/history";

const failed = { kind: "update", result: "failed" } as const;
const done = { kind: "update", result: "succeeded" } as const;
const destroyed = { kind: "destroy", result: "succeeded" } as const;
const refreshed = { kind: "refresh", result: "succeeded" } as const;

describe("history of a stack", () => {
  it("says that it was whole once an update ended well, whatever failed since", () => {
    assert.equal(endedWell([failed, refreshed, done]), true);
  });

  it("says that it never was where no update ended well, or it was taken down since", () => {
    assert.equal(endedWell([failed, refreshed]), false);
    assert.equal(endedWell([failed, destroyed, done]), false);
    assert.equal(endedWell([]), false);
  });
});
