/** Runs the engine on the simulated clouds for the benchmark, and takes the time. */
import { spawnSync } from "node:child_process";
import path from "node:path";

/** The project's folder. */
export const ROOT = path.dirname(__dirname);

/** The folder of the bare program, as the CLI's `--cwd` takes it. */
export const BARE = path.join("bench", "bare");

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** What one run took and said. */
export interface Ran {
  readonly seconds: number;
  readonly stdout: string;
}

/** One run. */
export interface RunArgs {
  /** An empty folder for all state of the benchmark. */
  readonly home: string;
  /** Arguments of the CLI. */
  readonly args: readonly string[];
  /**
   * How many resources the bare program declares.
   * @default 0
   */
  readonly bareResources?: number;
}

/**
 * Does what `npm run -s simulate -- ARGS` does, without npm's own start.
 *
 * @param run What to run.
 * @throws Error with the command's output when it fails: a failed preview measures nothing.
 */
export function simulate(run: RunArgs): Ran {
  const runner = path.join(ROOT, "tools", "run.mjs");
  const started = process.hrtime.bigint();
  const ran = spawnSync(process.execPath, [runner, "simulate", ...run.args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: MAX_OUTPUT_BYTES,
    env: {
      ...process.env,
      PODCAST_SIM_HOME: run.home,
      BARE_RESOURCES: `${run.bareResources ?? 0}`,
    },
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (ran.status !== 0) {
    const how = ran.error?.message ?? `exit code ${ran.status ?? "none"}`;
    throw new Error(`simulate ${run.args.join(" ")}: ${how}\n${ran.stdout}\n${ran.stderr}`);
  }
  return { seconds, stdout: ran.stdout };
}
