/** Child processes of the set-up: bounded in time, and ended with it. */
import { spawn } from "node:child_process";

/** @typedef {{ code: number | null, stdout: string, stderr: string, problem?: string }} Ran */

/** @type {Set<import("node:child_process").ChildProcess>} */
const alive = new Set();

/**
 * Runs a command to its end. It never throws: what went wrong is in `problem`.
 *
 * @param {readonly string[]} command Program and arguments.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void }} [options]
 * @returns {Promise<Ran>}
 */
export function run(command, options = {}) {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    // A group of its own, so that a compiler's children end with the compiler.
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    /** @type {string | undefined} */
    let problem;
    /** @param {"stdout" | "stderr"} name */
    const collect = (name) => (/** @type {Buffer} */ chunk) => {
      output[name] += chunk.toString();
      const line = chunk.toString().trim().split("\n").at(-1);
      if (line !== undefined && line !== "") options.onLine?.(line);
    };
    alive.add(child);
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            problem = `no answer within ${Math.round((options.timeoutMs ?? 0) / 1_000)} s`;
            end(child);
          }, options.timeoutMs);
    child.stdout.on("data", collect("stdout"));
    child.stderr.on("data", collect("stderr"));
    const finish = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      alive.delete(child);
      resolve({ code, ...output, ...(problem === undefined ? {} : { problem }) });
    };
    child.on("error", (error) => {
      problem = error.message;
      finish(null);
    });
    child.on("close", finish);
  });
}

/** @param {import("node:child_process").ChildProcess} child */
function end(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It ended by itself between the question and the answer.
  }
}

/** Ends every command that still runs: for the set-up's own end by a signal. */
export function endAll() {
  for (const child of alive) end(child);
}

/**
 * @param {Ran} ran
 * @param {number} [lines]
 * @returns {string} The end of what the command said, for a message.
 */
export function lastWords(ran, lines = 3) {
  const said = `${ran.stdout}\n${ran.stderr}`
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const code = ran.code === null ? "did not run" : `exit code ${ran.code}`;
  return [ran.problem ?? code, ...said.slice(-lines)].join(": ");
}
