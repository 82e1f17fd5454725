import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type DetectorPort,
  type OriginHealth,
  type Outcome,
  detect,
} from "../../../runtime/functions/detector/handler";
import { answers, healthOf, originHealth } from "../../../runtime/functions/detector/probe";

const ACTIVE = JSON.stringify({ phase: "primary-active", generation: 3 });
const FAILING_OVER = JSON.stringify({ phase: "failing-over", generation: 4 });

/** What a probe finds: `ok`, `down`, or a public name that fails while the edge says otherwise. */
type Round = "ok" | "down" | Exclude<OriginHealth, "unhealthy">;

/** A world in which probes come out as listed. */
class World implements DetectorPort {
  readonly started: { name: string; input: string }[] = [];
  readonly logged: string[] = [];
  sleptMs = 0;
  private round = -1;
  private readonly taken = new Set<string>();

  constructor(
    private readonly rounds: readonly Round[],
    private readonly markers: string[] = [ACTIVE],
  ) {}

  answers(): Promise<boolean> {
    this.round += 1;
    return Promise.resolve(this.found === "ok");
  }

  originHealth(): Promise<OriginHealth> {
    const { found } = this;
    assert.notEqual(found, "ok", "asked of a site that answers");
    return Promise.resolve(found === "healthy" || found === "unknown" ? found : "unhealthy");
  }

  private get found(): Round {
    return this.rounds[this.round] ?? "down";
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

  for (const health of ["healthy", "unknown"] as const) {
    it(`does not fail over where the edge calls a silent site ${health}`, async () => {
      const world = new World([health]);
      assert.equal(await detect(live, world), "healthy");
      assert.deepEqual(world.logged, [
        "warn the public name fails, and the edge does not blame the site",
      ]);
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

/** A server that gives one answer, and keeps what it was asked. */
async function serve(
  status: number,
  body: string,
  use: (url: string, asked: IncomingMessage[]) => Promise<void>,
): Promise<void> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked);
  } finally {
    server.close();
    await once(server, "close");
  }
}

const WAIT_MS = 5000;

/** Places of the edge, and what each says. */
function placesOf(...healthy: readonly boolean[]): string {
  const places = healthy.map((one, index) => [`Place ${index}`, { healthy: one, origins: [] }]);
  const health = { pool_id: "p", pop_health: Object.fromEntries(places) as unknown };
  return JSON.stringify({ success: true, result: health });
}

describe("a probe", () => {
  for (const [status, expected] of [
    [200, true],
    [404, true],
    [500, false],
    [530, false],
  ] as const) {
    it(`takes ${status} for ${expected ? "an answer" : "none"}`, () =>
      serve(status, "", async (url) => {
        assert.equal(await answers(url, WAIT_MS), expected);
      }));
  }

  it("fails where nobody listens", async () => {
    let gone = "";
    await serve(200, "", (url) => {
      gone = url;
      return Promise.resolve();
    });
    assert.equal(await answers(gone, WAIT_MS), false);
    const question = { url: gone, token: "t", timeoutMs: WAIT_MS };
    assert.equal(await originHealth(question), "unknown");
  });

  it("asks the edge with its token, and takes an error for no answer", async () => {
    const ask = (url: string) => originHealth({ url, token: "t0", timeoutMs: WAIT_MS });
    await serve(200, placesOf(false), async (url, asked) => {
      assert.equal(await ask(url), "unhealthy");
      assert.equal(asked[0]?.headers.authorization, "Bearer t0");
    });
    await serve(403, placesOf(false), async (url) => {
      assert.equal(await ask(url), "unknown");
    });
  });

  for (const [what, text, expected] of [
    ["one place that reaches the site", placesOf(false, true), "healthy"],
    ["no place that reaches it", placesOf(false, false), "unhealthy"],
    ["no place that has looked", placesOf(), "unknown"],
    ["a pool without a monitor", '{"success":true,"result":{"pool_id":"p"}}', "unknown"],
    ["no JSON", "<html>", "unknown"],
  ] as const) {
    it(`reads ${what} as ${expected}`, () => {
      assert.equal(healthOf(text), expected);
    });
  }
});
