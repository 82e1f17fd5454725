import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { FailureDocument } from "../../automation/documents";
import { platformProgram } from "../../automation/cli";
import { PROJECT_FOLDER } from "../../automation/project";

function platform(...args: readonly string[]) {
  const entry = join(PROJECT_FOLDER, "automation", "cli.ts");
  const variables = { ...process.env, PULUMI_DEBUG_PROVIDERS: "" };
  return spawnSync(process.execPath, ["--require", "tsx/cjs", entry, ...args], {
    cwd: PROJECT_FOLDER,
    encoding: "utf8",
    env: variables,
  });
}

describe("platform", () => {
  it("has the commands and options of the contract", () => {
    const commands = platformProgram().commands;
    assert.deepEqual(
      commands.map((command) => command.name()),
      ["preview", "up", "destroy", "repair", "cost", "bootstrap", "doctor"],
    );
    for (const command of commands) {
      const options = command.options.map(({ long }) => long);
      for (const option of ["--stack", "--simulate", "--json", "--yes", "--no-color"]) {
        assert.ok(options.includes(option), `${command.name()} has no ${option}`);
      }
    }
  });

  it("prints its help and ends with 0", () => {
    const { status, stdout } = platform("--help");
    assert.equal(status, 0);
    assert.match(stdout, /Exit codes: 0 done; 1 error; 2 blocked/);
  });

  it("ends with 4 for an option that it does not know", () => {
    const { status, stderr } = platform("preview", "--stak", "dev");
    assert.equal(status, 4);
    assert.match(stderr, /unknown option '--stak'/);
  });

  it("ends with 4 for a stack that does not exist, and says which do", () => {
    const { status, stdout, stderr } = platform("preview", "--stack", "qa", "--simulate", "--json");
    assert.equal(status, 4);
    assert.match(stderr, /There is no stack qa: this project has dev/);
    const document = FailureDocument.parse(JSON.parse(stdout));
    assert.deepEqual([document.command, document.stack, document.exitCode], ["preview", "qa", 4]);
  });

  it("ends with 4 where a number is none", () => {
    const { status, stderr } = platform("up", "--stack", "dev", "--accept-increase", "much");
    assert.equal(status, 4);
    assert.match(stderr, /a number of US dollars from 0 is allowed/);
  });
});
