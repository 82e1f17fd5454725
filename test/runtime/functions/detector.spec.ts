import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import {
  type DetectorPort,
  type Outcome,
  type Target,
  detect,
} from "../../../runtime/functions/detector/handler";
import { answers } from "../../../runtime/functions/detector/probe";

const ACTIVE = JSON.stringify({ phase: "primary-active", generation: 3 });
const FAILING_OVER = JSON.stringify({ phase: "failing-over", generation: 4 });

/** A world in which probes come out as listed: `ok`, `down`, or what one target alone says. */
class World implements DetectorPort {
  readonly started: { name: string; input: string }[] = [];
  readonly logged: string[] = [];
  sleptMs = 0;
  private round = -1;
  private readonly taken = new Set<string>();

  constructor(
    private readonly rounds: readonly ("ok" | "down" | Target)[],
    private readonly markers: string[] = [ACTIVE],
  ) {}

  probe(target: Target): Promise<boolean> {
    if (target === "public") this.round += 1;
    const round = this.rounds[this.round] ?? "down";
    return Promise.resolve(round === "ok" || round === target);
  }

  marker(): Promise<string> {
    const [first = ""] = this.markers;
    return Promise.resolve(this.markers.length > 1 ? (this.markers.shift() ?? "") : first);
  }

  start(name: string, input: string): Promise<boolean> {
    if (this.taken.has(name)) return Promise.resolve(false);
    this.taken.add(name);
    this.started.push({ name, input });
    return Promise.resolve(true);
  }

  sleep(milliseconds: number): Promise<void> {
    this.sleptMs += milliseconds;
    return Promise.resolve();
  }

  log = (level: string, message: string): void => {
    this.logged.push(`${level} ${message}`);
  };

  get probes(): number {
    return this.round + 1;
  }
}

const live = { dryRun: false };

describe("detector", () => {
  it("ends after one probe of a site that answers", async () => {
    const world = new World(["ok"]);
    assert.equal(await detect(live, world), "healthy");
    assert.deepEqual([world.probes, world.sleptMs], [1, 0]);
  });

  const series: readonly (readonly [string, ("ok" | "down")[], Outcome])[] = [
    ["five of five", ["down", "down", "down", "down", "down"], "started"],
    ["three of five", ["down", "ok", "down", "ok", "down"], "started"],
    ["two of five", ["down", "ok", "down", "ok", "ok"], "recovered"],
    ["one of four", ["down", "ok", "ok", "ok"], "recovered"],
  ];
  for (const [what, rounds, outcome] of series) {
    it(`comes to ${outcome} where ${what} probes fail`, async () => {
      const world = new World(rounds);
      assert.equal(await detect(live, world), outcome);
      assert.equal(world.probes, rounds.length);
      assert.equal(world.started.length, outcome === "started" ? 1 : 0);
    });
  }

  it("looks for 60 seconds before it acts", async () => {
    const world = new World(["down", "down", "down", "down", "down"]);
    await detect(live, world);
    assert.equal(world.sleptMs, 60_000);
  });

  it("starts one failover a generation, whoever else runs", async () => {
    const world = new World([]);
    assert.equal(await detect(live, world), "started");
    assert.equal(await detect(live, world), "already-started");
    assert.deepEqual(world.started, [
      { name: "failover-g3", input: '{"generation":3,"reason":"detector"}' },
    ]);
  });

  for (const target of ["public", "origin"] as const) {
    it(`does not fail over where the ${target} alone answers`, async () => {
      const world = new World([target]);
      assert.equal(await detect(live, world), "healthy");
      assert.deepEqual(world.logged, ["warn targets disagree"]);
    });
  }

  it("says what it would do in a dry run, and does not", async () => {
    const world = new World([]);
    assert.equal(await detect({ dryRun: true }, world), "would-fail-over");
    assert.deepEqual(world.started, []);
  });

  it("watches only while the primary is active", async () => {
    const world = new World([], [FAILING_OVER]);
    assert.equal(await detect(live, world), "not-watching");
    assert.equal(world.probes, 0);
  });

  it("does nothing where a transition began while it probed", async () => {
    const world = new World([], [ACTIVE, FAILING_OVER]);
    assert.equal(await detect(live, world), "not-watching");
    assert.deepEqual(world.started, []);
  });

  it("does nothing with a marker that it cannot read", async () => {
    for (const marker of ["", "{}", '{"phase":"primary-active"}']) {
      const world = new World([], [marker]);
      await assert.rejects(detect(live, world), /the marker has no phase and generation/);
      assert.equal(world.probes, 0);
    }
  });
});

describe("a probe", () => {
  it("fails where nobody listens, and where no TLS is spoken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    assert.equal(await answers({ url: `https://127.0.0.1:${port}/`, timeoutMs: 2000 }), false);
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await answers({ url: `https://127.0.0.1:${port}/`, timeoutMs: 2000 }), false);
  });

  it("asks an origin for the name of the cell, whatever address it has", async () => {
    const asked: string[] = [];
    const SNICallback = (name: string, answer: (error: Error) => void): void => {
      asked.push(name);
      answer(new Error("no certificate"));
    };
    const server = createServer({ SNICallback }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await answers({ url, serverName: "api.example", timeoutMs: 2000 });
    assert.deepEqual(asked, ["api.example"]);
    await new Promise((resolve) => server.close(resolve));
  });
});
