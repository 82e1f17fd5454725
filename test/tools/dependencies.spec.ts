import assert from "node:assert/strict";
import { whyStale } from "../../tools/setup/dependencies.mjs";
import { Sandbox, lockOf, until } from "./sandbox";

/** What the real npm leaves behind: the packages, and its hidden lock file as the last thing. */
const NPM_CI = [
  '[ "$1" = ci ] || exit 9',
  "/bin/mkdir -p node_modules/a",
  "echo installed >> npm.log",
  "/bin/cp package-lock.json node_modules/.package-lock.json",
];
const withNpm = { PODCAST_SETUP_SKIP: "download,go" };

describe("the npm dependencies", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    sandbox.cli("bin", "3.220.0");
  });
  afterEach(() => {
    sandbox.remove();
  });

  it("are installed once, and again when the lock changes", async () => {
    sandbox.script("bin/npm", ...NPM_CI);
    await sandbox.setUp(withNpm);
    await sandbox.setUp(withNpm);
    assert.equal(sandbox.read("npm.log"), "installed\n");
    sandbox.write("package-lock.json", JSON.stringify(lockOf("1.0.1")));
    assert.equal(whyStale(sandbox.root), "node_modules/a is 1.0.0 and the lock says 1.0.1");
    await sandbox.setUp(withNpm);
    assert.equal(sandbox.read("npm.log"), "installed\ninstalled\n");
  });

  it("are taken as they are when somebody ran npm by hand", () => {
    sandbox.write("node_modules/.package-lock.json", JSON.stringify(lockOf("1.0.0")));
    assert.equal(whyStale(sandbox.root), undefined);
  });

  it("do not need optional packages of other platforms", () => {
    const installed = { packages: { "node_modules/a": { version: "1.0.0" } } };
    sandbox.write("node_modules/.package-lock.json", JSON.stringify(installed));
    assert.equal(whyStale(sandbox.root), undefined);
  });

  it("are stale when a package is missing, or all of them", () => {
    assert.equal(whyStale(sandbox.root), "node_modules is not there");
    sandbox.write("node_modules/b/index.js", "");
    assert.equal(whyStale(sandbox.root), "node_modules is not complete");
    sandbox.write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
    assert.equal(whyStale(sandbox.root), "node_modules/a is missing and the lock says 1.0.0");
  });

  it("are stale when package.json asks for what the lock does not know", () => {
    sandbox.write("node_modules/.package-lock.json", JSON.stringify(lockOf("1.0.0")));
    sandbox.write("package.json", JSON.stringify({ dependencies: { a: "1.0.0", c: "2.0.0" } }));
    assert.equal(
      whyStale(sandbox.root),
      "package.json and package-lock.json name different dependencies",
    );
  });

  it("are stale after npm was killed half-way, with no mark of the time before", async () => {
    sandbox.script("bin/npm", ...NPM_CI);
    await sandbox.setUp(withNpm);
    sandbox.write("package-lock.json", JSON.stringify(lockOf("1.0.1")));
    sandbox.script("bin/npm", "echo started >> npm.log", "/bin/sleep 30");
    const { child, ended } = sandbox.start(["setup.mjs"], withNpm);
    await until(() => sandbox.read("npm.log").includes("started"));
    child.kill("SIGKILL");
    await ended;
    sandbox.write("package-lock.json", JSON.stringify(lockOf("1.0.0")));
    assert.equal(whyStale(sandbox.root), "node_modules is not complete");
  });

  it("fail with npm's own first words and the command", async () => {
    sandbox.script(
      "bin/npm",
      "echo 'npm error code EUSAGE' >&2; echo 'npm error see help' >&2; exit 1",
    );
    const { code, stderr } = await sandbox.setUp(withNpm);
    assert.equal(code, 1);
    assert.match(stderr, /could not be installed \(node_modules is not there\)/);
    assert.match(stderr, /npm ci --ignore-scripts --no-audit --no-fund: exit code 1/);
    assert.match(stderr, /npm error code EUSAGE/);
  });

  it("are not touched on a Node.js that is too old", async () => {
    sandbox.script("bin/npm", ...NPM_CI);
    sandbox.write("package.json", JSON.stringify({ engines: { node: ">=99.1" } }));
    const { code, stderr } = await sandbox.setUp(withNpm);
    assert.equal(code, 1);
    assert.match(stderr, /Node\.js \d+\.\d+\.\d+ is too old: 99\.1 or newer is needed/);
    assert.equal(sandbox.has("npm.log"), false);
  });
});
