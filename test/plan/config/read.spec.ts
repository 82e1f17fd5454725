import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parseConfig } from "../../../plan/config/parse";
import { ownKeys, parseValue, readConfig, readStackFiles } from "../../../plan/config/read";
import { findSharedAccounts, type StackFile } from "../../../plan/config/siblings";
import { RAW_DEV, RAW_PROD, type RAW } from "../../support/config";

const ROOT = resolve(__dirname, "../../..");

function asText(raw: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [
      `podcast-platform:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

describe("values from the engine", () => {
  it("keep their types inside of JSON, and are text outside", () => {
    assert.deepEqual(parseValue('{"monthlyUsd":300,"on":true,"id":"0300"}'), {
      monthlyUsd: 300,
      on: true,
      id: "0300",
    });
    assert.deepEqual(parseValue('["a"]'), ["a"]);
    assert.deepEqual(["dev", "300", "true"].map(parseValue), ["dev", "300", "true"]);
    assert.equal(parseValue("{not json"), "{not json");
  });

  it("are ours only with our namespace", () => {
    const all = {
      "podcast-platform:cloud": "aws",
      "aws:region": "us-east-1",
      "podcast:cloud": "x",
    };
    assert.deepEqual(ownKeys(all), { cloud: "aws" });
  });
});

describe("stack files of this project", () => {
  const files = readStackFiles(ROOT);

  it("are found by name", () => {
    const stacks = files.map(({ stack }) => stack);
    assert.ok(stacks.includes("dev") && stacks.includes("prod"));
  });

  for (const { stack, config } of files) {
    it(`have no problem in ${stack}`, () => {
      const text = Object.fromEntries(
        Object.entries(config as Record<string, unknown>).map(([key, value]) => [
          key,
          typeof value === "string" ? value : JSON.stringify(value),
        ]),
      );
      assert.ok(parseConfig(ownKeys(text), stack).domain.length > 0);
    });
  }

  it("share no account and no zone", () => {
    assert.deepEqual(findSharedAccounts(files), []);
  });
});

describe("accounts that two stack files name", () => {
  const file = (stack: string, account: unknown): StackFile => ({
    stack,
    config: { "podcast-platform:account": account },
  });

  it("are found by account, project and zone", () => {
    const files = [
      file("a", { aws: { id: "1" }, cloudflare: { accountId: "x", zone: "a.example" } }),
      file("b", { aws: { id: "1" }, cloudflare: { accountId: "x", zone: "b.example" } }),
      file("c", { gcp: { project: "p" }, cloudflare: { accountId: "x", zone: "a.example" } }),
      file("d", { gcp: { project: "p" } }),
    ];
    assert.deepEqual(findSharedAccounts(files), [
      { key: "account.aws.id", value: "1", stacks: ["a", "b"] },
      { key: "account.gcp.project", value: "p", stacks: ["c", "d"] },
      { key: "account.cloudflare.zone", value: "a.example", stacks: ["a", "c"] },
    ]);
  });

  it("are not looked for in files without accounts, or with secret ones", () => {
    const secret = { aws: { id: { secure: "v1:abc" } } };
    const files = [
      file("a", secret),
      file("b", secret),
      file("c", "x"),
      { stack: "d", config: null },
    ];
    assert.deepEqual(findSharedAccounts(files), []);
  });
});

describe("the configuration of the stack that runs", () => {
  const home = process.cwd();
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-files-"));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
    delete process.env.PULUMI_CONFIG_SECRET_KEYS;
  });

  async function run(stack: keyof typeof RAW | "x", raw: Readonly<Record<string, unknown>>) {
    await pulumi.runtime.setMocks(
      { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
      "podcast-platform",
      stack,
    );
    pulumi.runtime.setAllConfig(asText(raw));
    return readConfig();
  }

  it("is read whole, with types", async () => {
    assert.deepEqual((await run("prod", RAW_PROD)).budget.monthlyUsd, 1400);
  });

  it("is refused with all its faults and the account that another file names", async () => {
    writeFileSync(
      join(folder, "Pulumi.other.yaml"),
      'config:\n  podcast-platform:account: {aws: {id: "111122223333"}}\n',
    );
    writeFileSync(
      join(folder, "Pulumi.dev.yaml"),
      'config:\n  podcast-platform:account: {aws: {id: "111122223333"}}\n',
    );
    writeFileSync(join(folder, "Pulumi.broken.yaml"), "config: [");
    await assert.rejects(run("dev", { ...RAW_DEV, colour: "red" }), {
      message:
        /has 2 problem\(s\):\n {2}podcast-platform:colour: is an unknown key; [^]*\n {2}podcast-platform:account\.aws\.id: is also that of other; got "111122223333"; allowed: one that no other stack file names/,
    });
  });

  it("is not refused for what two other files share", async () => {
    for (const stack of ["one", "two"]) {
      writeFileSync(
        join(folder, `Pulumi.${stack}.yaml`),
        'config:\n  podcast-platform:account: {aws: {id: "999999999999"}}\n',
      );
    }
    assert.equal((await run("dev", RAW_DEV)).domain, "dev.example");
  });

  it("keeps to itself what the engine keeps secret", async () => {
    process.env.PULUMI_CONFIG_SECRET_KEYS = '["podcast-platform:domain"]';
    await assert.rejects(run("dev", { ...RAW_DEV, domain: "hunter2!" }), {
      message: /domain: is not a DNS name, and .*; got "\[secret\]"/,
    });
  });
});
