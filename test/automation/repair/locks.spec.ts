import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import {
  holdersInMessage,
  lockHolders,
  lockVerdict,
  thisMachine,
  type LockHolder,
  type Machine,
} from "../../../automation/repair/locks";

const holder: LockHolder = {
  pid: 4711,
  username: "ops",
  hostname: "here",
  timestamp: "2026-11-23T21:00:40.52Z",
};

const machine = (command?: string): Machine => ({ hostname: "here", commandOf: () => command });

describe("lock of a stack", () => {
  it("is read from the backend's folder, and only its own stack's", () => {
    const backend = mkdtempSync(join(tmpdir(), "podcast-locks-"));
    for (const stack of ["dev", "prod"]) {
      const folder = join(backend, ".pulumi/locks/organization/podcast-platform", stack);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "8c.json"), JSON.stringify({ ...holder, username: stack }));
      writeFileSync(join(folder, "8c.json.attrs"), "{}");
    }
    assert.deepEqual(lockHolders(`file://${backend}`, "dev"), [{ ...holder, username: "dev" }]);
    assert.deepEqual(lockHolders(`file://${backend}?metadata=skip`, "dev")?.length, 1);
    assert.deepEqual(lockHolders(`file://${backend}`, "staging"), []);
  });

  it("is unknown on a backend that is no folder", () => {
    assert.equal(lockHolders("s3://state", "dev"), undefined);
  });

  it("is read from the engine's refusal", () => {
    const message =
      "error: the stack is currently locked by 1 lock(s).\n  s3://state/.pulumi/locks/x.json: created by ops@here (pid 4711) at 2026-11-23T21:00:40Z";
    assert.deepEqual(holdersInMessage(message), [{ ...holder, timestamp: "2026-11-23T21:00:40Z" }]);
  });

  it("is free without a holder", () => {
    assert.deepEqual(lockVerdict([], machine()), { kind: "free" });
  });

  it("is stale where the process is gone, or something else has its number", () => {
    assert.equal(lockVerdict([holder], machine()).kind, "stale");
    assert.equal(lockVerdict([holder], machine("bash")).kind, "stale");
  });

  it("is held where the engine lives on this machine, whoever else holds one too", () => {
    const elsewhere = { ...holder, hostname: "there" };
    assert.deepEqual(lockVerdict([elsewhere, holder], machine("pulumi")), {
      kind: "alive",
      holder,
    });
  });

  it("cannot be judged where the holder is on another machine", () => {
    const elsewhere = { ...holder, hostname: "there" };
    assert.deepEqual(lockVerdict([elsewhere], machine()), { kind: "elsewhere", holder: elsewhere });
  });

  it("of a file that a crash cut short cannot be judged", () => {
    const backend = mkdtempSync(join(tmpdir(), "podcast-locks-"));
    const folder = join(backend, ".pulumi/locks/organization/podcast-platform/dev");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "8c.json"), '{"pid": 47');
    const holders = lockHolders(`file://${backend}`, "dev") ?? [];
    assert.equal(lockVerdict(holders, machine()).kind, "elsewhere");
  });

  it("knows living and dead processes of this machine apart", async () => {
    const child = spawn("sleep", ["60"]);
    assert.match(thisMachine.commandOf(child.pid ?? 0) ?? "", /sleep/);
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    assert.equal(thisMachine.commandOf(child.pid ?? 0), undefined);
    assert.equal(thisMachine.hostname, hostname());
  });
});
