import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Sandbox } from "./sandbox";

describe("the choice of the Pulumi CLI", () => {
  let sandbox: Sandbox;
  const cached = "pulumi-home/versions/3.220.0/bin";
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => {
    sandbox.remove();
  });

  it("prefers a tested version on PATH to the cache", async () => {
    sandbox.cli("bin", "3.220.0");
    sandbox.cli(cached, "3.220.0");
    const { code } = await sandbox.setUp();
    const { pulumi, version, how } = sandbox.choice();
    assert.deepEqual(
      { code, pulumi, version, how },
      { code: 0, pulumi: path.join(sandbox.bin, "pulumi"), version: "3.220.0", how: "path" },
    );
  });

  it("passes over an older version and says why", async () => {
    sandbox.cli("bin", "3.100.0");
    sandbox.cli(cached, "3.220.0");
    const { stderr } = await sandbox.setUp();
    assert.equal(sandbox.choice().how, "cache");
    assert.match(stderr, /bin\/pulumi: 3\.100\.0 is older than 3\.220\.0/);
  });

  it("looks further along PATH when the first CLI is too old", async () => {
    sandbox.cli("old", "3.100.0");
    sandbox.cli("bin", "3.220.0");
    await sandbox.setUp({ PATH: `${path.join(sandbox.root, "old")}:${sandbox.bin}` });
    assert.equal(sandbox.choice().pulumi, path.join(sandbox.bin, "pulumi"));
  });

  it("uses a newer version and says so in one line, each time", async () => {
    sandbox.cli("bin", "3.259.0");
    await sandbox.setUp();
    const { stderr } = await sandbox.setUp();
    assert.equal(sandbox.choice().version, "3.259.0");
    assert.equal(
      stderr,
      "set-up: pulumi 3.259.0 is newer than 3.220.0, the newest tested: used all the same\n",
    );
  });

  it("refuses a CLI without the Node.js language host", async () => {
    sandbox.cli("bin", "3.220.0", ["pulumi-language-nodejs"]);
    sandbox.cli(cached, "3.220.0");
    const { stderr } = await sandbox.setUp();
    assert.equal(sandbox.choice().how, "cache");
    assert.match(stderr, /it comes without the Node\.js language host/);
  });

  it("takes a CLI behind a link, with the language host beside the file itself", async () => {
    sandbox.cli("opt/pulumi", "3.220.0");
    fs.symlinkSync(path.join(sandbox.root, "opt/pulumi/pulumi"), path.join(sandbox.bin, "pulumi"));
    await sandbox.setUp();
    assert.equal(sandbox.choice().how, "path");
  });

  it("does not take its own cache for an installation of the user", async () => {
    sandbox.cli(cached, "3.220.0");
    const folder = path.join(sandbox.root, cached);
    await sandbox.setUp({ PATH: `${folder}:${sandbox.bin}` });
    assert.equal(sandbox.choice().how, "cache");
  });

  it("builds anew when the cache is incomplete", async () => {
    sandbox.cli(cached, "3.220.0", ["pulumi-analyzer-policy"]);
    sandbox.go();
    const { stderr } = await sandbox.setUp();
    assert.equal(sandbox.choice().how, "go");
    assert.match(stderr, /bin lacks pulumi-analyzer-policy/);
    assert.ok(sandbox.has(`${cached}/pulumi-analyzer-policy`));
  });

  it("says nothing and asks no CLI for its version when all is ready", async () => {
    sandbox.cli("bin", "3.220.0");
    const log = path.join(sandbox.root, "probes.log");
    sandbox.script("bin/pulumi", `echo asked >> ${log}`, "echo v3.220.0");
    await sandbox.setUp();
    const { code, stderr } = await sandbox.setUp();
    assert.deepEqual([code, stderr, sandbox.read("probes.log")], [0, "", "asked\n"]);
  });

  it("chooses again when a CLI appears on PATH", async () => {
    sandbox.cli(cached, "3.220.0");
    await sandbox.setUp();
    sandbox.cli("bin", "3.220.0");
    await sandbox.setUp();
    assert.equal(sandbox.choice().how, "path");
  });

  it("lists every way with its reason, and what can be done, when all fail", async () => {
    sandbox.cli("bin", "3.1.0");
    const { code, stderr, stdout } = await sandbox.setUp();
    const bin = path.join(sandbox.root, cached);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.deepEqual(stderr.split("\n").filter((line) => /^ {2}(\d|-)/.test(line)).length, 7);
    assert.match(stderr, /1\. `pulumi` on PATH: .*3\.1\.0 is older than 3\.220\.0/);
    assert.ok(stderr.includes(`2. the cache: ${bin} does not exist`), stderr);
    assert.match(stderr, /3\. the official download: switched off by PODCAST_SETUP_SKIP/);
    assert.match(stderr, /4\. a Go build of the official modules: no `go` on PATH \(1\.\d+/);
  });

  it("refuses an unknown way in PODCAST_SETUP_SKIP", async () => {
    const { code, stderr } = await sandbox.setUp({ PODCAST_SETUP_SKIP: "npm,clone" });
    assert.equal(code, 1);
    assert.match(stderr, /names clone; allowed are npm, path, cache, download, go/);
  });
});
