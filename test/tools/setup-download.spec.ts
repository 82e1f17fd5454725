import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Sandbox, type Ended } from "./sandbox";

const PROJECT = path.dirname(path.dirname(__dirname));

/** What the official installer does with its arguments, in the eyes of its caller. */
const INSTALLER = [
  "#!/bin/sh",
  'echo "$@" > "$PULUMI_HOME/arguments"',
  'while [ "$1" != --install-root ]; do shift; done',
  '/bin/mkdir -p "$2/bin"',
  "for name in pulumi pulumi-language-nodejs pulumi-analyzer-policy pulumi-resource-pulumi-nodejs; do",
  '  printf "#!/bin/sh\\necho v3.220.0\\n" > "$2/bin/$name"',
  '  /bin/chmod +x "$2/bin/$name"',
  "done",
].join("\n");

describe("the official download", () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    fs.symlinkSync(path.join(PROJECT, "node_modules"), path.join(sandbox.root, "node_modules"));
  });
  afterEach(() => {
    sandbox.remove();
  });

  /** Runs the set-up in a network of which only `fetch` is left, as given. */
  async function setUpWith(fetchBody: string): Promise<Ended> {
    sandbox.write("network.mjs", `globalThis.fetch = async (url, options) => { ${fetchBody} };`);
    return sandbox.setUp({
      PODCAST_SETUP_SKIP: "npm,go",
      PODCAST_SETUP_CONNECT_SECONDS: "1",
      NODE_OPTIONS: `--import ${path.join(sandbox.root, "network.mjs")}`,
    });
  }

  it("installs the pinned release into the cache and nowhere else", async () => {
    const { code, stderr } = await setUpWith(`return new Response(${JSON.stringify(INSTALLER)});`);
    assert.equal(code, 0, stderr);
    const bin = path.join(sandbox.home, "versions", "3.220.0", "bin");
    assert.deepEqual(
      [sandbox.choice().how, sandbox.choice().pulumi, sandbox.versions()],
      ["download", path.join(bin, "pulumi"), ["3.220.0"]],
    );
    assert.match(sandbox.read("pulumi-home/arguments"), /--no-edit-path .*--version 3\.220\.0/);
  });

  it("names the fault when the host is not known", async () => {
    const { code, stderr } = await setUpWith(
      'throw new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND") });',
    );
    assert.equal(code, 1);
    assert.match(stderr, /3\. the official download: get\.pulumi\.com: getaddrinfo ENOTFOUND/);
  });

  it("gives up after the time limit when the network is silent", async () => {
    const { stderr } = await setUpWith(
      'return new Promise((_, reject) => { const alive = setTimeout(() => {}, 9000); options.signal.addEventListener("abort", () => { clearTimeout(alive); reject(options.signal.reason); }); });',
    );
    assert.match(stderr, /the official download: get\.pulumi\.com: no answer within 1 s/);
  });

  it("keeps nothing when the installer fails", async () => {
    const { stderr } = await setUpWith(
      'return new Response("#!/bin/sh\\necho disk full >&2; exit 3");',
    );
    assert.match(stderr, /the official download: exit code 1: /);
    assert.deepEqual(sandbox.versions(), []);
  });
});
