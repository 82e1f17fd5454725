import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoredResource } from "../../simulator/contract";
import { openLedger } from "../../simulator/ledger/ledger";
import type { Ledger } from "../../simulator/ledger/ledger";
import { withLock } from "../../simulator/ledger/lock";

const WORKER = join(__dirname, "ledger-worker.ts");
const TSX = require.resolve("tsx/cjs");

function bucket(name: string, more: Partial<StoredResource> = {}): StoredResource {
  return {
    key: `aws|1|us-east-1|aws:s3/bucket:Bucket|${name}`,
    type: "aws:s3/bucket:Bucket",
    id: name,
    scope: { package: "aws", account: "1", region: "us-east-1", provider: {} },
    inputs: { bucket: name },
    outputs: { bucket: name, arn: `arn:aws:s3:::${name}` },
    ...more,
  };
}

function put(ledger: Ledger, ...resources: readonly StoredResource[]): void {
  ledger.transact(() => ({
    changes: resources.map((resource) => ({ kind: "put", resource }) as const),
    answer: undefined,
  }));
}

describe("the ledger", () => {
  let home: string;
  let journal: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "ledger-"));
    journal = join(home, "clouds", "journal.jsonl");
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("shows one process what another has written", () => {
    const reader = openLedger(home);
    put(openLedger(home), bucket("a"), bucket("b"));
    assert.deepEqual(
      reader.list().map(({ id }) => id),
      ["a", "b"],
    );
    assert.deepEqual(reader.list({ id: "b" }), [bucket("b")]);
    assert.deepEqual(reader.list({ type: "aws:s3/bucket:Bucket", region: "eu-west-1" }), []);
  });

  it("writes nothing when a transaction throws", () => {
    const ledger = openLedger(home);
    assert.throws(() =>
      ledger.transact(() => {
        throw new Error("refused");
      }),
    );
    assert.equal(existsSync(journal), false);
    put(ledger, bucket("a"));
    assert.equal(ledger.list().length, 1);
  });

  it("changes inputs and outputs by an edit, and outputs alone where there is no such input", () => {
    const ledger = openLedger(home);
    put(ledger, bucket("a"));
    ledger.edit(bucket("a"), { arn: "other", tags: { by: "hand" } });
    const [edited] = openLedger(home).list();
    assert.deepEqual(edited?.inputs, { bucket: "a", tags: { by: "hand" } });
    assert.deepEqual(edited.outputs, { bucket: "a", arn: "other", tags: { by: "hand" } });
    assert.throws(() => ledger.edit(bucket("gone"), {}), /there is no aws:s3\/bucket:Bucket gone/);
  });

  it("removes what the cloud made for a resource together with it", () => {
    const ledger = openLedger(home);
    const child = bucket("child", { key: "child", madeFor: bucket("a").key });
    const grandchild = bucket("grandchild", { key: "grandchild", madeFor: "child" });
    put(ledger, bucket("a"), child, grandchild, bucket("b"));
    ledger.remove(bucket("a"));
    assert.deepEqual(
      ledger.list().map(({ id }) => id),
      ["b"],
    );
  });

  it("ignores a line that was torn by a kill, and goes on after it", () => {
    put(openLedger(home), bucket("a"));
    appendFileSync(journal, '[{"kind":"put","resource":{"key":"torn"');
    const ledger = openLedger(home);
    assert.deepEqual(
      ledger.list().map(({ id }) => id),
      ["a"],
    );
    put(ledger, bucket("b"));
    assert.deepEqual(
      openLedger(home)
        .list()
        .map(({ id }) => id),
      ["a", "b"],
    );
    assert.doesNotMatch(readFileSync(journal, "utf8"), /torn/);
  });

  it("starts anew after a kill in the middle of its very first line", () => {
    const ledger = openLedger(home);
    mkdirSync(join(home, "clouds"));
    writeFileSync(journal, '{"genera');
    put(ledger, bucket("a"));
    assert.deepEqual(openLedger(home).list(), [bucket("a")]);
  });

  it("keeps what exists through a compaction, for readers in the middle of the old journal too", () => {
    const [writer, reader] = [openLedger(home), openLedger(home)];
    put(writer, bucket("a"), bucket("b"));
    assert.equal(reader.list().length, 2);
    writer.remove(bucket("a"));
    const before = readFileSync(journal).length;
    writer.compact();
    assert.ok(readFileSync(journal).length < before);
    assert.deepEqual(reader.list(), [bucket("b")]);
    put(reader, bucket("c"));
    assert.deepEqual(
      writer.list().map(({ id }) => id),
      ["b", "c"],
    );
  });

  it("forgets everything when its folder is deleted, and starts anew", () => {
    const ledger = openLedger(home);
    put(ledger, bucket("a"));
    rmSync(join(home, "clouds"), { recursive: true });
    assert.deepEqual(ledger.list(), []);
    put(ledger, bucket("b"));
    assert.deepEqual(openLedger(home).list(), [bucket("b")]);
  });

  it("lets four processes count to 100 each without losing a step", async () => {
    const workers = [1, 2, 3, 4].map(() =>
      spawn(process.execPath, ["--require", TSX, WORKER, home, "100"], { stdio: "inherit" }),
    );
    await Promise.all(workers.map((worker) => once(worker, "exit")));
    assert.equal(openLedger(home).read().seen("steps"), 400);
  }).timeout(60_000);

  it("gives the lock of a killed holder to the next one at once", () => {
    const lock = join(home, "lock");
    const script = `const { withLock } = require(${JSON.stringify(require.resolve("../../simulator/ledger/lock.ts"))});
      withLock(${JSON.stringify(lock)}, () => process.kill(process.pid, "SIGKILL"));`;
    const holder = spawnSync(process.execPath, ["--require", TSX, "--eval", script]);
    assert.equal(holder.signal, "SIGKILL");
    assert.ok(existsSync(lock));
    const started = Date.now();
    assert.equal(
      withLock(lock, () => "mine"),
      "mine",
    );
    assert.ok(Date.now() - started < 2000);
    assert.equal(existsSync(lock), false);
  }).timeout(30_000);
});
