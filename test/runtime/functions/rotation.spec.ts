import assert from "node:assert/strict";
import {
  type Described,
  type RotationPort,
  type Version,
  rotate,
} from "../../../runtime/functions/rotation/handler";
import { type Rotated, rotatedFrom } from "../../../runtime/functions/rotation/kinds";
import { recordedEvent } from "./events";

const NAME = "podcast-prod-primary-api-signing";
const TOKEN = "b7f9d8a1-6c2e-4f7b-9d53-2f1c7a9e4b60";
const SIGNING = new Map<string, Rotated>([[NAME, { kind: "signing-key" }]]);
const CACHE = new Map<string, Rotated>([[NAME, { kind: "cache-user", userId: "podcast-api" }]]);
const OLD = "old-old-old-old-old-old";

/** Secrets Manager with one secret, and a cache with one user. */
class World implements RotationPort {
  readonly calls: string[] = [];
  readonly logged: string[] = [];
  readonly versions = new Map<string, string>();
  stages: Record<string, readonly string[]> = { v1: ["AWSCURRENT"], [TOKEN]: ["AWSPENDING"] };
  statuses: string[] = [];
  rotationEnabled = true;
  private made = 0;

  constructor(current: object) {
    this.versions.set("v1", JSON.stringify(current));
  }

  describe(): Promise<Described> {
    return Promise.resolve({ rotationEnabled: this.rotationEnabled, stages: this.stages });
  }

  read(_id: string, version: Version): Promise<string | undefined> {
    const current = Object.keys(this.stages).find(
      (id) => this.stages[id]?.includes("AWSCURRENT") === true,
    );
    const id = version.stage === "AWSPENDING" ? version.token : (current ?? "");
    return Promise.resolve(this.versions.get(id));
  }

  writePending(_id: string, token: string, text: string): Promise<void> {
    this.calls.push("write");
    this.versions.set(token, text);
    return Promise.resolve();
  }

  makeCurrent(_id: string, token: string, instead: string | undefined): Promise<void> {
    this.calls.push(`current ${token} instead of ${instead ?? "none"}`);
    this.stages = { [instead ?? ""]: ["AWSPREVIOUS"], [token]: ["AWSCURRENT"] };
    return Promise.resolve();
  }

  setCachePasswords(userId: string, passwords: readonly string[]): Promise<void> {
    this.calls.push(`passwords of ${userId}: ${passwords.join(" ")}`);
    return Promise.resolve();
  }

  cacheUserStatus(): Promise<string> {
    return Promise.resolve(this.statuses.shift() ?? "active");
  }

  sleep(): Promise<void> {
    this.calls.push("sleep");
    return Promise.resolve();
  }

  random = (): string => `new-value-number-${(this.made += 1)}`;

  log = (level: string, message: string, fields: object = {}): void => {
    this.logged.push(JSON.stringify({ level, message, ...fields }));
  };

  get pending(): Record<string, string> {
    return JSON.parse(this.versions.get(TOKEN) ?? "{}") as Record<string, string>;
  }
}

type Step = "create-secret" | "set-secret" | "test-secret" | "finish-secret";
const ALL: readonly Step[] = ["create-secret", "set-secret", "test-secret", "finish-secret"];

async function steps(
  world: World,
  secrets: ReadonlyMap<string, Rotated>,
  taken: readonly Step[],
): Promise<void> {
  for (const step of taken) await rotate(recordedEvent("rotation", step), secrets, world);
}

describe("rotation", () => {
  it("makes a new signing key and keeps the one before", async () => {
    const world = new World({ current: OLD, currentId: "k1" });
    await steps(world, SIGNING, ALL);
    assert.deepEqual(world.pending, {
      current: "new-value-number-1",
      currentId: "k2",
      previous: OLD,
      previousId: "k1",
    });
    assert.deepEqual(world.calls, ["write", `current ${TOKEN} instead of v1`]);
  });

  it("forgets a signing key after the second rotation", async () => {
    const before = {
      current: OLD,
      currentId: "k2",
      previous: "older-older-older",
      previousId: "k1",
    };
    const world = new World(before);
    await steps(world, SIGNING, ["create-secret"]);
    assert.equal(world.pending.previous, OLD);
    assert.equal(world.pending.currentId, "k3");
  });

  it("leaves both passwords of a user of the cache valid", async () => {
    const world = new World({ username: "api", password: OLD });
    await steps(world, CACHE, ALL);
    assert.deepEqual(world.pending, { username: "api", password: "new-value-number-1" });
    assert.deepEqual(world.calls, [
      "write",
      `passwords of podcast-api: new-value-number-1 ${OLD}`,
      `current ${TOKEN} instead of v1`,
    ]);
  });

  it("waits while the cache takes a change", async () => {
    const world = new World({ username: "api", password: OLD });
    await steps(world, CACHE, ["create-secret"]);
    world.statuses = ["modifying", "active", "modifying", "modifying", "active"];
    await steps(world, CACHE, ["set-secret"]);
    assert.equal(world.calls.filter((call) => call === "sleep").length, 3);
  });

  it("comes to the same where every step comes twice", async () => {
    const world = new World({ username: "api", password: OLD });
    await steps(
      world,
      CACHE,
      ALL.flatMap((step) => [step, step]),
    );
    assert.equal(world.calls.filter((call) => call === "write").length, 1);
    assert.equal(world.calls.filter((call) => call.startsWith("current")).length, 1);
    assert.equal(world.pending.password, "new-value-number-1");
  });

  it("does nothing for a version that is already the current one", async () => {
    const world = new World({ current: OLD, currentId: "k1" });
    await steps(world, SIGNING, ALL);
    const before = [...world.calls];
    await steps(world, SIGNING, ALL);
    assert.deepEqual(world.calls, before);
  });

  it("passes the test that a rotation is tried with before its first run", async () => {
    const world = new World({ current: OLD, currentId: "k1" });
    await steps(world, SIGNING, ["test-secret"]);
    assert.deepEqual(world.calls, []);
  });

  it("fails the test of a version that lacks a field, without naming a value", async () => {
    const world = new World({ current: OLD, currentId: "k1" });
    world.versions.set(TOKEN, JSON.stringify({ current: OLD }));
    const failed = steps(world, SIGNING, ["test-secret"]);
    await assert.rejects(failed, /^Error: testSecret of .*: holds no currentId$/);
  });

  const refusals: readonly (readonly [string, (world: World) => void, RegExp])[] = [
    ["a secret that is not set to be rotated", (w) => (w.rotationEnabled = false), /not set to be/],
    [
      "a version that is not there",
      (w) => (w.stages = { v1: ["AWSCURRENT"] }),
      /no such version pending/,
    ],
  ];
  for (const [what, change, message] of refusals) {
    it(`refuses ${what}`, async () => {
      const world = new World({ current: OLD, currentId: "k1" });
      change(world);
      await assert.rejects(steps(world, SIGNING, ["create-secret"]), message);
      assert.deepEqual(world.calls, []);
    });
  }

  it("refuses a secret that is not its own, and a step that is none", async () => {
    const world = new World({ current: OLD, currentId: "k1" });
    await assert.rejects(steps(world, new Map(), ["create-secret"]), /is not rotated by this/);
    const event = { ...(recordedEvent("rotation", "set-secret") as object), Step: "toString" };
    await assert.rejects(rotate(event, SIGNING, world), /toString is no step of a rotation/);
  });

  it("refuses settings of no known kind", () => {
    assert.throws(() => rotatedFrom('{"a":{"kind":"database-role"}}'), /a is of no kind/);
    assert.deepEqual(
      [...rotatedFrom('{"a":{"kind":"signing-key"}}')],
      [["a", { kind: "signing-key" }]],
    );
  });

  it("never logs a value", async () => {
    const world = new World({ username: "api", password: OLD });
    await steps(world, CACHE, ALL);
    assert.equal(world.logged.length, ALL.length);
    for (const line of world.logged) assert.ok(!line.includes(OLD) && !line.includes("new-value"));
  });
});
