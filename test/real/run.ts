/**
 * `npm run test:real`: every Kubernetes object of a stack is given to a real API server, which has
 * no part in how it was made. docs/decisions/real-api-server.md says what that proves.
 */
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { parseArgs } from "node:util";
import { type Binaries, ensureBinaries } from "../../tools/real/build.mjs";
import { allPublished, definitionsAt, type Published } from "../../tools/crds/definitions";
import { ended, SimulatedPlace } from "../support/engine";
import { checkControls } from "./controls";
import { Judge } from "./judge";
import { type ClusterObjects, clustersIn } from "./objects";
import { clusterReport, type Judged, sourceReport, totalOf } from "./report";
import { ApiServer } from "./server";

const USAGE = `npm run test:real -- [STACK …] [--state FILE] [--crds FOLDER]
  STACK          stacks that are brought up on simulated clouds and judged (default: dev prod)
  --state FILE   judges what \`stack export --show-secrets\` printed, instead
  --crds FOLDER  definitions that come before those of the operators' Go modules`;

/** What runs now, and must not outlive us. */
const running = new Set<{ stop(): void }>();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What a stack makes, after an `up` on simulated clouds of its own. */
async function broughtUp(stack: string): Promise<readonly ClusterObjects[]> {
  const place = new SimulatedPlace();
  say(`${stack}: up on simulated clouds …`);
  const child = place.startPlatform("up", "--stack", stack, "--simulate", "--yes");
  const item = {
    stop: () => {
      child.kill("SIGKILL");
      place.remove();
    },
  };
  running.add(item);
  try {
    const up = await ended(child);
    if (up.code !== 0) throw new Error(`up of ${stack} failed:\n${up.stdout}\n${up.stderr}`);
    const exported = await place.simulate("stack", "export", "-s", stack, "--show-secrets");
    if (exported.code !== 0) throw new Error(`export of ${stack} failed:\n${exported.stderr}`);
    return clustersIn(JSON.parse(exported.stdout));
  } finally {
    running.delete(item);
    place.remove();
  }
}

/** Judges one cluster on a server of its own. */
async function judged(
  stack: string,
  given: ClusterObjects,
  with_: { readonly binaries: Binaries; readonly published: readonly Published[] },
): Promise<Judged> {
  const started = Date.now();
  const server = new ApiServer(with_.binaries);
  running.add(server);
  try {
    const api = await server.start();
    await checkControls(api);
    const verdict = await new Judge(api, with_.published).judge(given);
    return { stack, verdict, seconds: Math.round((Date.now() - started) / 1_000) };
  } finally {
    running.delete(server);
    server.stop();
  }
}

/** Definitions of a folder, as a source like the others. */
function fromFolder(folder: string): Published {
  const chart = { name: "", version: "" };
  const source = { module: folder, version: "", sum: "", paths: [], chart, kinds: {} };
  return { source, definitions: definitionsAt([folder]) };
}

async function main(): Promise<boolean> {
  const started = Date.now();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { state: { type: "string" }, crds: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) {
    say(USAGE);
    return true;
  }
  // The build ends by signals of its own accord.
  const binaries = await ensureBinaries();
  endWithSignals();
  say(`Kubernetes API server ${binaries.version}, strict field validation, Pod Security on`);
  const published = await allPublished();
  for (const line of sourceReport(published)) say(line);
  const own = values.crds === undefined ? [] : [fromFolder(values.crds)];
  const all: Judged[] = [];
  const judgeAll = async (stack: string, clusters: readonly ClusterObjects[]): Promise<void> => {
    for (const given of clusters) {
      const one = await judged(stack, given, {
        binaries,
        published: [...own, ...published.values()],
      });
      for (const line of clusterReport(one)) say(line);
      all.push(one);
    }
  };
  if (values.state === undefined) {
    const stacks = positionals.length === 0 ? ["dev", "prod"] : positionals;
    for (const stack of stacks) await judgeAll(stack, await broughtUp(stack));
  } else {
    await judgeAll(values.state, clustersIn(JSON.parse(readFileSync(values.state, "utf8"))));
  }
  const { line, ok } = totalOf(all, Math.round((Date.now() - started) / 1_000));
  say(line);
  return ok;
}

/** A signal ends us and all that we started. */
function endWithSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      for (const item of running) item.stop();
      process.exit(128 + constants.signals[signal]);
    });
  }
}

main().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
