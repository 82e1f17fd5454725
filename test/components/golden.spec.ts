import assert from "node:assert/strict";
import { goldenOf, inventoryOf, MAX_LINES, stacks } from "../support/golden";

describe("golden inventories", () => {
  for (const stack of stacks()) {
    it(`declare for ${stack} what was last reviewed (npx tsx test/support/golden.ts --write)`, async () => {
      assert.equal(await inventoryOf(stack), goldenOf(stack));
    });

    it(`of ${stack} are short enough to be read`, () => {
      const lines = goldenOf(stack).split("\n").length;
      assert.ok(lines > 1 && lines < MAX_LINES, `${lines} lines`);
    });
  }
});
