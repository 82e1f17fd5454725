import assert from "node:assert/strict";
import path from "node:path";
import { Sandbox, until } from "./sandbox";

describe("tools/run.mjs", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    sandbox.cli("bin", "3.220.0");
  });
  afterEach(() => {
    sandbox.remove();
  });

  it("gives the tool its arguments and the chosen CLI first on PATH, and takes its exit code", async () => {
    sandbox.write(
      "tools/docs.mjs",
      "console.log(JSON.stringify([process.argv.slice(2), process.env.PATH, process.env.PULUMI_SKIP_UPDATE_CHECK])); process.exit(7);",
    );
    const { code, stdout } = await sandbox.start(["run.mjs", "docs", "--a", "b c"]).ended;
    assert.equal(code, 7);
    const [args, searched, skip] = JSON.parse(stdout) as [readonly string[], string, string];
    assert.deepEqual(args, ["--a", "b c"]);
    assert.equal(searched.split(path.delimiter)[0], sandbox.bin);
    assert.equal(skip, "1");
  });

  it("keeps the set-up's words away from stdout", async () => {
    sandbox.write("tools/docs.mjs", 'console.log("only this");');
    const { stdout, stderr } = await sandbox.start(["run.mjs", "docs"]).ended;
    assert.equal(stdout, "only this\n");
    assert.match(stderr, /set-up: Pulumi CLI 3\.220\.0 from `pulumi` on PATH/);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`hands ${signal} to the tool and waits for its end`, async () => {
      sandbox.write(
        "tools/docs.mjs",
        `import fs from "node:fs"; process.on("${signal}", () => setTimeout(() => process.exit(5), 50)); fs.writeFileSync("ready", ""); setInterval(() => {}, 1000);`,
      );
      const { child, ended } = sandbox.start(["run.mjs", "docs"]);
      await until(() => sandbox.has("ready"));
      child.kill(signal);
      assert.equal((await ended).code, 5);
    });
  }

  it("reports a tool that a signal ended as shells do", async () => {
    sandbox.write("tools/docs.mjs", 'process.kill(process.pid, "SIGKILL");');
    assert.equal((await sandbox.start(["run.mjs", "docs"]).ended).code, 137);
  });

  it("names the tools there are when asked for another", async () => {
    const { code, stderr } = await sandbox.start(["run.mjs", "deploy"]).ended;
    assert.equal(code, 1);
    assert.match(stderr, /"deploy" is no tool; there are platform, simulate/);
  });
});
