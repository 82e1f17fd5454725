import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Sandbox, until } from "./sandbox";

describe("the Go build of the CLI", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => {
    sandbox.remove();
  });

  it("puts the four executables into the cache, and nothing else", async () => {
    sandbox.go();
    const { code } = await sandbox.setUp();
    assert.equal(code, 0);
    assert.deepEqual(sandbox.versions(), ["3.220.0"]);
    assert.deepEqual(fs.readdirSync(path.dirname(sandbox.choice().pulumi)).toSorted(), [
      "pulumi",
      "pulumi-analyzer-policy",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
  });

  it("names the version it needs when Go is too old", async () => {
    sandbox.go({ version: "go1.19.2" });
    const { code, stderr } = await sandbox.setUp();
    assert.equal(code, 1);
    assert.match(stderr, /Go build of the official modules: go1\.19\.2 is older than 1\.24/);
    assert.deepEqual(sandbox.versions(), []);
  });

  it("reports the compiler's words when the build fails", async () => {
    sandbox.go({ beforeBuild: "echo 'no space left on device' >&2; exit 1" });
    const { stderr } = await sandbox.setUp();
    assert.match(stderr, /go build .*cmd\/pulumi: exit code 1: no space left on device/);
    assert.deepEqual(sandbox.versions(), []);
  });

  it("leaves nothing half-made in the cache when it is killed, and goes on next time", async () => {
    sandbox.go({ beforeBuild: "/bin/sleep 30" });
    const { child, ended } = sandbox.start(["setup.mjs"]);
    await until(() => sandbox.has("builds.log"));
    child.kill("SIGKILL");
    await ended;
    assert.equal(sandbox.versions().includes("3.220.0"), false);
    sandbox.go();
    const { code } = await sandbox.setUp();
    assert.equal(code, 0);
    assert.deepEqual(sandbox.versions(), ["3.220.0"]);
  });

  it("cleans up and says so when it is stopped by a signal", async () => {
    sandbox.go({ beforeBuild: "/bin/sleep 30" });
    const { child, ended } = sandbox.start(["setup.mjs"]);
    await until(() => sandbox.has("builds.log"));
    child.kill("SIGTERM");
    const { code, stderr } = await ended;
    assert.equal(code, 143);
    assert.match(stderr, /stopped by SIGTERM; run the command again to go on/);
    assert.deepEqual(sandbox.versions(), []);
  });

  it("builds once when two set-ups start together", async () => {
    sandbox.go({ beforeBuild: "/bin/sleep 1" });
    const both = await Promise.all([sandbox.setUp(), sandbox.setUp()]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    // One build is two compilations: the CLI and its language host.
    assert.equal(sandbox.read("builds.log"), "built\nbuilt\n");
    assert.deepEqual(sandbox.versions(), ["3.220.0"]);
  });

  it("shows that it is alive in plain lines where there is no terminal", async () => {
    sandbox.go({ beforeBuild: "/bin/sleep 1" });
    const { stderr } = await sandbox.setUp();
    assert.match(stderr, /Pulumi CLI: a Go build of the official modules … 1 s/);
    assert.equal(stderr.includes("\r"), false);
  });
});
