import assert from "node:assert/strict";
import { daysIn, engineArguments, stackIn } from "../../automation/simulate";

describe("simulate", () => {
  it("finds the stack however it is named", () => {
    assert.equal(stackIn(["preview", "-s", "prod"]), "prod");
    assert.equal(stackIn(["--stack", "dev", "up"]), "dev");
    assert.equal(stackIn(["up", "--stack=dev"]), "dev");
    assert.equal(stackIn(["up", "-s=dev"]), "dev");
    assert.equal(stackIn(["version"]), undefined);
  });

  it("names its own copy of the stack file to commands that read one", () => {
    const args = ["preview", "-s", "prod", "--policy-pack", "policies"];
    assert.deepEqual(engineArguments(args, "/c.yaml"), [...args, "--config-file", "/c.yaml"]);
  });

  it("lets 30 days pass, or as many as are named", () => {
    assert.equal(daysIn(["age", "-s", "dev"]), "30");
    assert.equal(daysIn(["age", "--days", "90"]), "90");
    assert.throws(() => daysIn(["age", "--days", "soon"]), /a whole number from 1 to 9999/);
  });

  it("leaves commands alone that read none, and a file that the user names", () => {
    for (const args of [
      ["stack", "export", "-s", "dev"],
      ["up", "--config-file", "mine.yaml"],
    ]) {
      assert.deepEqual(engineArguments(args, "/c.yaml"), args);
    }
  });
});
