import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { FailureDocument } from "../../automation/documents";
import { copiedProject, ended, engineVariables, type Ended } from "../support/engine";

describe("prod without the simulated clouds", () => {
  const root = copiedProject();
  const folder = mkdtempSync(join(tmpdir(), "podcast-real-"));
  // Nothing is fetched: the engine must say what it looks for.
  const variables: NodeJS.ProcessEnv = {
    ...engineVariables(),
    PULUMI_HOME: folder,
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };

  const run = (
    command: string,
    args: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): Promise<Ended> =>
    ended(spawn(command, [...args], { cwd: root, env: { ...variables, ...more } }));
  const platform = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    run(process.execPath, ["--require", "tsx/cjs", join(root, "automation/cli.ts"), ...args], more);

  before(async () => {
    const { code, stderr } = await run("pulumi", ["stack", "init", "prod", "--non-interactive"]);
    assert.equal(code, 0, stderr);
  });

  after(() => {
    for (const path of [root, folder]) rmSync(path, { recursive: true, force: true });
  });

  it("looks for the real providers in pulumi preview", async () => {
    const { code, stdout, stderr } = await run("pulumi", [
      "preview",
      "-s",
      "prod",
      "--non-interactive",
    ]);
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /no resource plugin 'pulumi-resource-(aws|cloudflare|random)/);
    assert.doesNotMatch(stdout + stderr, /simulat/i);
  });

  it("looks for the real providers in platform preview", async () => {
    const { code, stdout, stderr } = await platform(["preview", "--stack", "prod"]);
    assert.equal(code, 1);
    assert.match(stdout + stderr, /no resource plugin 'pulumi-resource-(aws|cloudflare|random)/);
  });

  it("is refused by platform with an attached provider or with the simulated clouds on PATH", async () => {
    const path = [join(root, "simulator", "bin"), variables.PATH].join(delimiter);
    for (const more of [{ PULUMI_DEBUG_PROVIDERS: "aws:40001" }, { PATH: path }]) {
      const { code, stdout } = await platform(["preview", "--stack", "prod", "--json"], more);
      assert.equal(code, 4);
      assert.match(FailureDocument.parse(JSON.parse(stdout)).error, /add --simulate/);
    }
  });
});
