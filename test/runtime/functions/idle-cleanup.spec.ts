import assert from "node:assert/strict";
import {
  type CleanupPort,
  type CleanupSettings,
  type Report,
  cleanUp,
} from "../../../runtime/functions/idle-cleanup/handler";
import { type Found, type Kind, judge } from "../../../runtime/functions/idle-cleanup/judge";

const NOW = Date.parse("2026-11-23T04:30:00Z");
const HOUR_MS = 3_600_000;
const OURS = { "cost-center": "podcast-platform-prod" };
const ALLOWED = { ...OURS, "idle-cleanup": "allow" };
const since = (hours: number): { "idle-since": string } => ({
  "idle-since": new Date(NOW - hours * HOUR_MS).toISOString(),
});

const settings: CleanupSettings = {
  rules: { ours: [{ key: "cost-center", value: "podcast-platform-prod" }], idleHours: 24 },
  dryRun: false,
};

function found(id: string, tags: Readonly<Record<string, string>>, more?: Partial<Found>): Found {
  return { kind: "volume", id, tags, idle: true, ...more };
}

class World implements CleanupPort {
  readonly calls: string[] = [];
  readonly reports: Report[] = [];
  broken: Kind | undefined;
  refused: string | undefined;

  constructor(private readonly things: readonly Found[]) {}

  find(kind: Kind): Promise<readonly Found[]> {
    if (kind === this.broken) return Promise.reject(new Error("Throttling"));
    return Promise.resolve(this.things.filter((thing) => thing.kind === kind));
  }

  mark({ id }: Found, when: string): Promise<void> {
    this.calls.push(`mark ${id} ${when}`);
    return Promise.resolve();
  }

  unmark({ id }: Found): Promise<void> {
    this.calls.push(`unmark ${id}`);
    return Promise.resolve();
  }

  end({ id }: Found): Promise<void> {
    if (id === this.refused) return Promise.reject(new Error("VolumeInUse"));
    this.calls.push(`end ${id}`);
    return Promise.resolve();
  }

  report(report: Report): Promise<void> {
    this.reports.push(report);
    return Promise.resolve();
  }

  now = (): number => NOW;
  log = (): void => undefined;
}

describe("idle-cleanup", () => {
  const verdicts: readonly (readonly [string, Found, ReturnType<typeof judge>["do"]])[] = [
    ["marks what it sees idle for the first time", found("v", ALLOWED), "mark"],
    ["waits for 24 hours", found("v", { ...ALLOWED, ...since(23.9) }), "wait"],
    ["waits on the very hour", found("v", { ...ALLOWED, ...since(24) }), "wait"],
    ["ends what was idle for longer", found("v", { ...ALLOWED, ...since(24.1) }), "end"],
    [
      "starts the clock anew for what is in use again",
      found("v", { ...ALLOWED, ...since(40) }, { idle: false }),
      "unmark",
    ],
    ["leaves alone what is in use", found("v", ALLOWED, { idle: false }), "nothing"],
    [
      "leaves alone what is not ours",
      found("v", { ...since(40), "idle-cleanup": "allow" }),
      "nothing",
    ],
    ["keeps what nobody allowed", found("v", { ...OURS, ...since(40) }), "report"],
    [
      "keeps personal data, whatever is allowed",
      found("v", { ...ALLOWED, ...since(40), "data-class": "personal" }),
      "report",
    ],
    [
      "keeps what the program made",
      found("v", { ...ALLOWED, ...since(40), "platform:urn": "urn:pulumi:prod" }),
      "report",
    ],
    [
      "keeps what AWS Backup made",
      found("v", { ...ALLOWED, ...since(40), "aws:backup:source-resource": "db" }),
      "report",
    ],
    [
      "keeps a stopped machine",
      found("i", { ...ALLOWED, ...since(40) }, { kind: "instance" }),
      "report",
    ],
  ];
  for (const [title, thing, verdict] of verdicts) {
    it(title, () => {
      assert.equal(judge(thing, settings.rules, NOW).do, verdict);
    });
  }

  it("marks, forgets and ends, each by one call, and tells of the end", async () => {
    const world = new World([
      found("new", ALLOWED),
      found("used", { ...ALLOWED, ...since(40) }, { idle: false }),
      found("due", { ...ALLOWED, ...since(40) }, { kind: "address" }),
    ]);
    await cleanUp(settings, world);
    assert.deepEqual(world.calls, [
      `mark new ${new Date(NOW).toISOString()}`,
      "unmark used",
      "end due",
    ]);
    assert.deepEqual(
      world.reports.map(({ ended }) => ended),
      [["address due"]],
    );
  });

  it("ends nothing in a dry run, and says what it would", async () => {
    const world = new World([found("due", { ...ALLOWED, ...since(40) })]);
    const report = await cleanUp({ ...settings, dryRun: true }, world);
    assert.deepEqual([report.ended, report.wouldEnd, world.calls], [[], ["volume due"], []]);
  });

  it("tells nobody on a day without an end", async () => {
    const world = new World([found("kept", OURS)]);
    const report = await cleanUp(settings, world);
    assert.deepEqual(report.reported, ["volume kept: has no tag idle-cleanup=allow"]);
    assert.deepEqual(world.reports, []);
  });

  it("ends at most 20 things in one run and leaves the rest for the next", async () => {
    const many = Array.from({ length: 25 }, (_, i) => found(`v${i}`, { ...ALLOWED, ...since(40) }));
    const report = await cleanUp(settings, new World(many));
    assert.deepEqual([report.ended.length, report.left.length], [20, 5]);
  });

  it("goes on where one thing cannot be ended, and fails at the last", async () => {
    const world = new World([
      found("held", { ...ALLOWED, ...since(40) }),
      found("due", { ...ALLOWED, ...since(40) }),
    ]);
    world.refused = "held";
    await assert.rejects(cleanUp(settings, world), /^Error: end volume held: Error: VolumeInUse$/);
    assert.deepEqual(world.calls, ["end due"]);
  });

  it("goes on where one kind cannot be found", async () => {
    const world = new World([found("due", { ...ALLOWED, ...since(40) })]);
    world.broken = "snapshot";
    await assert.rejects(cleanUp(settings, world), /^Error: finding snapshot: Error: Throttling$/);
    assert.deepEqual(world.calls, ["end due"]);
  });
});
