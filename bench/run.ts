/**
 * `npm run bench`: what a preview of `dev` under the policy pack costs against a preview of as
 * many bare resources without a pack, on the same engine and the same simulated clouds.
 * Read the ratios; the seconds belong to the machine.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { BARE, ROOT, simulate, type Ran } from "./engine";
import { compare, countResources, median, table, type Measurement } from "./measure";

const PREVIEW = ["preview", "--non-interactive"];
const PACK = ["--policy-pack", "policies"];

/** A thing to measure. */
interface Case {
  readonly title: string;
  readonly run: () => Ran;
}

/**
 * Measures all cases in turn, so that a busy minute of the machine touches each of them.
 *
 * @param cases What to run.
 * @param repetitions How often each.
 * @returns Seconds by title.
 */
function measure(
  cases: readonly Case[],
  repetitions: number,
): ReadonlyMap<string, readonly number[]> {
  const seconds = new Map<string, readonly number[]>();
  for (let round = 1; round <= repetitions; round += 1) {
    for (const { title, run } of cases) {
      const took = run().seconds;
      seconds.set(title, [...(seconds.get(title) ?? []), took]);
      process.stderr.write(`${round} of ${repetitions}: ${title} ${took.toFixed(2)} s\n`);
    }
  }
  return seconds;
}

/**
 * The cases, beside the start of the command that all of them pay.
 *
 * @param home An empty folder for the state.
 * @param count How many bare resources.
 */
function casesOf(home: string, count: number) {
  const bare = (title: string, bareResources: number): Case => ({
    title,
    run: () => simulate({ home, args: [...PREVIEW, "-C", BARE, "-s", "bench"], bareResources }),
  });
  const dev = (title: string, extra: readonly string[]): Case => ({
    title,
    run: () => simulate({ home, args: [...PREVIEW, "-s", "dev", ...extra] }),
  });
  return {
    start: { title: "start of the command", run: () => simulate({ home, args: ["version"] }) },
    empty: bare("an empty program", 0),
    bare: bare(`${count} bare resources`, count),
    devWithout: dev("dev without the pack", []),
    devWith: dev("dev with the pack", PACK),
  };
}

/**
 * @param home An empty folder for the state.
 * @param repetitions How often each case runs.
 */
function compareAll(home: string, repetitions: number) {
  // The stack file of an earlier run would hold the salt of another passphrase.
  fs.rmSync(path.join(ROOT, ".cache", "bench"), { recursive: true, force: true });
  simulate({ home, args: ["stack", "init", "bench", "-C", BARE] });
  // This first preview also warms the caches of disk and compiler.
  const first = simulate({ home, args: [...PREVIEW, "-s", "dev", ...PACK, "--json"] });
  const count = countResources(first.stdout);
  const cases = casesOf(home, count);
  const seconds = measure(Object.values(cases), repetitions);
  const startSeconds = median(seconds.get(cases.start.title) ?? []);
  const measured = ({ title }: Case): Measurement => ({
    title,
    seconds: seconds.get(title) ?? [],
    startSeconds,
  });
  const rows = compare([cases.empty, cases.bare, cases.devWithout, cases.devWith].map(measured), {
    bare: measured(cases.bare),
    empty: measured(cases.empty),
  });
  return { cores: os.availableParallelism(), repetitions, resources: count, rows };
}

/** Runs the benchmark and prints its table. */
function main(): void {
  const { values } = parseArgs({
    options: { repetitions: { type: "string", default: "5" }, json: { type: "boolean" } },
  });
  const repetitions = Number(values.repetitions);
  if (!Number.isInteger(repetitions) || repetitions < 1) {
    throw new Error(`--repetitions is "${values.repetitions}"; a whole number from 1 is allowed.`);
  }
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "podcast-bench-"));
  try {
    const result = compareAll(home, repetitions);
    const machine = `${result.cores} cores, Node.js ${process.versions.node}, median of ${repetitions}`;
    process.stdout.write(
      values.json === true
        ? `${JSON.stringify(result)}\n`
        : `${table(result.rows)}\n\n${machine}. Before a ratio is made, the start of the command is taken off.\n`,
    );
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

main();
