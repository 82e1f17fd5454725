import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../automation/exit-codes";
import { checkedConfig } from "../../automation/preflight";
import { PROJECT_FOLDER, stackFile } from "../../automation/project";

/** A project folder with the stack file of `dev`, changed. */
function projectWith(change: (text: string) => string): string {
  const root = mkdtempSync(join(tmpdir(), "podcast-preflight-"));
  const text = readFileSync(stackFile(PROJECT_FOLDER, "dev"), "utf8");
  writeFileSync(stackFile(root, "dev"), change(text));
  return root;
}

function problemOf(root: string): UserError {
  try {
    checkedConfig(root, "dev");
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error;
  }
  assert.fail("the stack file was accepted");
}

describe("check of a stack file before the engine is asked", () => {
  it("accepts the project's own stack files", () => {
    assert.equal(checkedConfig(PROJECT_FOLDER, "dev").environment, "dev");
    assert.equal(checkedConfig(PROJECT_FOLDER, "prod").environment, "prod");
  });

  it("names every problem in one message, exit code 4", () => {
    const root = projectWith((text) =>
      text
        .replace("podcast-platform:capacity:", "podcast-platform:capasity:")
        .replace("monthlyUsd: 300", 'monthlyUsd: "300"'),
    );
    const { message, exitCode } = problemOf(root);
    assert.equal(exitCode, 4);
    assert.match(message, /^Pulumi\.dev\.yaml has \d problem\(s\)/);
    assert.match(message, /capasity/);
    assert.match(message, /budget\.monthlyUsd/);
  });

  it("refuses an account that another stack file names", () => {
    const root = projectWith((text) => text);
    copyFileSync(stackFile(root, "dev"), stackFile(root, "twin"));
    assert.match(problemOf(root).message, /account\.aws\.id: is also that of twin/);
  });

  it("says so where the file is no YAML", () => {
    const root = projectWith(() => "config: [");
    assert.equal(problemOf(root).exitCode, 4);
    assert.match(problemOf(root).message, /no YAML/);
  });
});
