import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const WATCHED = join(__dirname, "../../../runtime/images/pgbouncer/pgbouncer-watched");

/** Stands in for PgBouncer: writes down each signal, and ends by SIGTERM with a status of its own. */
const PGBOUNCER = `#!/bin/sh
trap 'echo HUP >> "$FAKE/signals"' HUP
trap 'echo TERM >> "$FAKE/signals"; exit 7' TERM
echo "started $1" >> "$FAKE/signals"
while :; do sleep 0.05; done
`;

const POLL_MS = 25;
const PATIENCE_MS = 8000;

describe("the pooler's start", () => {
  let fake = "";
  let child: ChildProcess;
  let ended: Promise<number | null>;

  function signals(): readonly string[] {
    try {
      return readFileSync(join(fake, "signals"), "utf8").trim().split("\n");
    } catch {
      return [];
    }
  }

  async function until(count: number): Promise<readonly string[]> {
    const end = Date.now() + PATIENCE_MS;
    while (signals().length < count && Date.now() < end) await pause(POLL_MS);
    return signals();
  }

  beforeEach(async () => {
    fake = mkdtempSync(join(tmpdir(), "pgbouncer-"));
    mkdirSync(join(fake, "tls"));
    writeFileSync(join(fake, "tls", "tls.crt"), "first");
    writeFileSync(join(fake, "pgbouncer"), PGBOUNCER);
    chmodSync(join(fake, "pgbouncer"), 0o755);
    child = spawn("sh", [WATCHED, "/etc/pgbouncer.ini"], {
      env: {
        PATH: `${fake}:/usr/bin:/bin`,
        FAKE: fake,
        WATCHED_DIRECTORIES: join(fake, "tls"),
        WATCH_SECONDS: "0.1",
      },
    });
    ended = new Promise((resolve) => child.once("exit", resolve));
    assert.deepEqual(await until(1), ["started /etc/pgbouncer.ini"]);
  });
  afterEach(async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(fake, { recursive: true });
  });

  it("tells PgBouncer when a certificate has changed, and only then", async () => {
    await pause(400);
    assert.equal(signals().length, 1);
    writeFileSync(join(fake, "tls", "tls.crt"), "renewed");
    assert.deepEqual((await until(2)).slice(1), ["HUP"]);
    await pause(400);
    assert.equal(signals().length, 2);
  });

  it("hands SIGTERM on, waits, and ends as PgBouncer ended", async () => {
    child.kill("SIGTERM");
    assert.equal(await ended, 7);
    assert.deepEqual(signals().slice(1), ["TERM"]);
  });
});
