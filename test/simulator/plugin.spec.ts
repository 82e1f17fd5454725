import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestClient } from "./client";

const BIN = join(__dirname, "..", "..", "simulator", "bin");

describe("a provider executable", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "plugin-"));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  for (const name of ["aws", "kubernetes", "random", "gcp", "cloudflare"]) {
    it(`of ${name} can be executed`, () => {
      accessSync(join(BIN, `pulumi-resource-${name}`), constants.X_OK);
    });
  }

  it("prints its port alone, serves, and ends when its parent is killed", async () => {
    // A shell stands for the engine: it starts the plugin as its child and is then killed.
    const plugin = join(BIN, "pulumi-resource-random");
    const engine = spawn("sh", ["-c", `"${plugin}" 127.0.0.1:1 & echo "pid $!"; wait`], {
      env: { ...process.env, PODCAST_SIM_HOME: home },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    engine.stdout.on("data", (data: Buffer) => {
      printed += data.toString();
    });
    while (!/^pid \d+\n\d+\n$/.test(printed)) {
      await once(engine.stdout, "data");
    }
    const [pid, port] = printed.replace("pid ", "").trim().split("\n").map(Number);
    assert.ok(pid !== undefined && port !== undefined);
    const client = new TestClient(port, "random");
    await client.configure({});
    const made = await client.create("random:index/randomId:RandomId", { byteLength: 4 });
    assert.notEqual(made.id, "");
    client.close();
    engine.kill("SIGKILL");
    assert.equal(await isGone(pid), true);
  }).timeout(30_000);

  it("ends at once when the engine says goodbye", async () => {
    const plugin = spawn(join(BIN, "pulumi-resource-random"), ["127.0.0.1:1"], {
      env: { ...process.env, PODCAST_SIM_HOME: home },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(plugin.stdout, "data");
    const ended = once(plugin, "exit");
    plugin.kill("SIGINT");
    assert.deepEqual(await ended, [0, null]);
  }).timeout(30_000);
});

/** Waits up to five seconds for a process to end. */
async function isGone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 5000; waited += 50) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
