/**
 * All checks and tests, each step in a process of its own. Every step runs, whatever came before
 * it; the last line is `N passed, N failed`. `--all` adds the slow ones.
 */
import { spawn } from "node:child_process";
import os from "node:os";
import { join } from "node:path";
import { say } from "./setup/console.mjs";
import { ROOT, numberFrom } from "./setup/places.mjs";
import { leftOut, stepsOf } from "./test/steps.mjs";
import { lastLines } from "./test/tally.mjs";

/** @typedef {import("./test/tally.mjs").Result} Result */
/** @typedef {import("./test/steps.mjs").Step} Step */

/** Type-aware checks take this much memory each; measured on this project's sources. */
const MEMORY_PER_STEP_BYTES = 1.5e9;
const SHOW_EVERY_MS = 15_000;
const STEP_LIMIT_MINUTES = 70;

/** Steps that run at this moment. @type {Map<string, { started: number, news: string }>} */
const running = new Map();

/** Their processes. @type {Set<import("node:child_process").ChildProcess>} */
const alive = new Set();

/**
 * @param {Step} step
 * @returns {Promise<Result & { seconds: number }>}
 */
async function runStep(step) {
  const started = Date.now();
  running.set(step.name, { started, news: "" });
  const outcome = await inProcess(step);
  running.delete(step.name);
  const seconds = Math.round((Date.now() - started) / 1_000);
  const count = outcome.totals === undefined ? "" : `, ${outcome.totals.passes} passed`;
  const title = `${step.name} (${seconds} s${count})`;
  if (outcome.ok) print(`ok    ${title}`);
  else print(`FAIL  ${title}\n${outcome.output.trim()}\nFAIL  ${title}: its output is above`);
  return { name: step.name, ok: outcome.ok, seconds, totals: outcome.totals };
}

/**
 * @param {Step} step
 * @returns {Promise<{ ok: boolean, output: string, totals?: import("./test/tally.mjs").Totals }>}
 */
function inProcess(step) {
  const reporter = ["--reporter", join(ROOT, "tools", "test", "reporter.cjs")];
  const command = [...step.command, ...(step.countsTests ? reporter : [])];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", step.countsTests ? "ipc" : "ignore"],
    env: { ...process.env, FORCE_COLOR: "0" },
    // A group of its own, so that the engines which a test started end with it.
    detached: process.platform !== "win32",
  });
  alive.add(child);
  let output = "";
  let totals = step.countsTests ? { passes: 0, failures: 0, pending: 0 } : undefined;
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  child.on("message", (message) => {
    totals = /** @type {import("./test/tally.mjs").Totals} */ (message);
    const news = running.get(step.name);
    if (news !== undefined) news.news = `, ${totals.passes} passed, ${totals.failures} failed`;
  });
  const minutes = numberFrom(process.env, "PODCAST_TEST_STEP_MINUTES", STEP_LIMIT_MINUTES);
  const timer = setTimeout(() => {
    output += `\nNo end within ${minutes} minutes.`;
    endGroup(child);
  }, minutes * 60_000);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ ok: false, output: error.message, totals }));
    child.on("close", (code) => {
      clearTimeout(timer);
      alive.delete(child);
      resolve({ ok: code === 0, output, totals });
    });
  });
}

/** @param {import("node:child_process").ChildProcess} child */
function endGroup(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGTERM");
  } catch {
    // It ended by itself between the question and the answer.
  }
}

/**
 * @param {readonly Step[]} steps
 * @param {number} width How many run at the same time.
 */
async function runAll(steps, width) {
  const waiting = [...steps];
  /** @type {Result[]} */
  const results = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.push(await runStep(next));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

const onTerminal = process.stdout.isTTY;

/** @param {string} text */
function print(text) {
  say(`${onTerminal ? "\r\u001b[2K" : ""}${text}`, process.stdout);
}

/** Shows that it is alive. */
function showRunning() {
  const parts = [...running].map(
    ([name, { started, news }]) => `${name} ${Math.round((Date.now() - started) / 1_000)} s${news}`,
  );
  if (parts.length === 0) return;
  const line = `… ${parts.join(" · ")}`;
  if (onTerminal) process.stdout.write(`\r\u001b[2K${line.slice(0, process.stdout.columns - 1)}`);
  else print(line);
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    for (const child of alive) endGroup(child);
    print(`stopped by ${signal}`);
    process.exit(128 + os.constants.signals[signal]);
  });
}

const options = { slow: process.argv.includes("--all") };
const steps = stepsOf(ROOT, options);
const memoryBytes = process.availableMemory?.() ?? os.freemem();
const width = Math.max(
  1,
  Math.min(
    Math.floor(os.availableParallelism() / 2),
    Math.floor(memoryBytes / MEMORY_PER_STEP_BYTES),
    3,
  ),
);
const timer = setInterval(showRunning, onTerminal ? 500 : SHOW_EVERY_MS);
const results = [
  ...(await runAll(
    steps.filter(({ alone }) => !alone),
    width,
  )),
  ...(await runAll(
    steps.filter(({ alone }) => alone),
    1,
  )),
];
clearInterval(timer);
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
if (failed.length > 0) print(`failed steps: ${failed.join(", ")}`);
for (const line of lastLines(results, leftOut(ROOT, options))) print(line);
process.exitCode = failed.length > 0 ? 1 : 0;
