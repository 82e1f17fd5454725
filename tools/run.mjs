/**
 * `node tools/run.mjs TOOL ARGS`: set-up, then the tool, with the chosen Pulumi CLI first on PATH.
 * Signals reach the tool, and its exit code is ours.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setUp } from "./setup.mjs";
import { say } from "./setup/console.mjs";
import { ROOT } from "./setup/places.mjs";

/** The tools and their entry points; TypeScript runs through tsx. */
const TOOLS = {
  platform: "automation/cli.ts",
  simulate: "automation/simulate.ts",
  golden: "test/support/golden.ts",
  bench: "bench/run.ts",
  test: "tools/test.mjs",
  docs: "tools/docs.mjs",
  crds: "tools/crds/generate.ts",
  real: "test/real/run.ts",
};

/**
 * @param {string} entry
 * @returns {readonly string[]} Arguments of node.
 */
function nodeArguments(entry) {
  const file = join(ROOT, entry);
  return entry.endsWith(".ts") ? ["--require", "tsx/cjs", file] : [file];
}

/**
 * Ctrl-C in a terminal reaches the whole process group, the tool included: sent on, it would
 * arrive twice, and the engine takes a second one as "stop at once".
 *
 * @param {import("node:child_process").ChildProcess} child
 */
function forwardSignals(child) {
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on("SIGINT", () => {
    if (!onTerminal) child.kill("SIGINT");
  });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
}

/**
 * @param {string} entry
 * @param {readonly string[]} args
 * @param {string} pulumi
 * @returns {Promise<number>} The exit code; for an end by a signal, 128 and its number.
 */
function runTool(entry, args, pulumi) {
  const path = [dirname(pulumi), process.env["PATH"] ?? ""].join(delimiter);
  const child = spawn(process.execPath, [...nodeArguments(entry), ...args], {
    cwd: ROOT,
    env: { ...process.env, PATH: path, PULUMI_SKIP_UPDATE_CHECK: "1" },
    stdio: "inherit",
  });
  forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

const [tool = "", ...args] = process.argv.slice(2);
if (!Object.hasOwn(TOOLS, tool)) {
  say(`tools/run.mjs: "${tool}" is no tool; there are ${Object.keys(TOOLS).join(", ")}.`);
  process.exit(1);
}
try {
  const { pulumi } = await setUp();
  process.exitCode = await runTool(TOOLS[/** @type {keyof typeof TOOLS} */ (tool)], args, pulumi);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
