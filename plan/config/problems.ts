/** What can be wrong with a stack file, and how it is said: key, fault, value, what is allowed. */

/** One fault of one key. */
export interface Problem {
  /** Path without the namespace, such as `regions.primary` or `waivers.0.expiry`. */
  readonly key: string;
  /** What is wrong, as the end of a sentence that begins with the key. */
  readonly wrong: string;
  /** What stands there; absent where nothing does, or where it may be a secret. */
  readonly got?: unknown;
  /** What may stand there. */
  readonly allowed: string;
}

/** Longest value that a message repeats. */
const MAX_SHOWN_CHARS = 120;

/** Keys whose values may be credentials put in the wrong place: never repeated. */
const SENSITIVE = /secret|password|token|credential|private.?key/i;

function shown(problem: Problem): string {
  if (problem.got === undefined) return "";
  if (SENSITIVE.test(problem.key)) return "; the value is not shown";
  const text = JSON.stringify(problem.got);
  const cut = text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
  return `; got ${cut}`;
}

/** A stack file that cannot be used; the message lists every problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  // Private, since Node prints an error's own fields, and a field may hold what no message shows.
  readonly #problems: readonly Problem[];

  /**
   * @param stack Name of the stack.
   * @param problems At least one problem.
   */
  constructor(stack: string, problems: readonly Problem[]) {
    const lines = problems.map(
      (p) => `  podcast-platform:${p.key}: ${p.wrong}${shown(p)}; allowed: ${p.allowed}`,
    );
    super(`Pulumi.${stack}.yaml has ${problems.length} problem(s):\n${lines.join("\n")}`);
    this.#problems = problems;
  }

  /** The problems, in the order of the message. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }
}

/**
 * Joins the problems of one key into one, so that a reader mends each key once.
 *
 * @param problems Problems in the order in which they were found.
 */
export function mergeByKey(problems: readonly Problem[]): readonly Problem[] {
  const byKey = new Map<string, Problem>();
  for (const problem of problems) {
    const earlier = byKey.get(problem.key);
    const merged =
      earlier === undefined
        ? problem
        : { ...earlier, wrong: `${earlier.wrong}, and ${problem.wrong}` };
    byKey.set(problem.key, merged);
  }
  return [...byKey.values()];
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const substitute = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(substitute, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The known word that a mistyped one most likely means.
 *
 * @param word What was written.
 * @param known What may be written.
 * @returns undefined where more than half of the letters would have to change.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({
      candidate,
      edits: distance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best === undefined) return undefined;
  return best.edits <= Math.max(word.length, best.candidate.length) / 2
    ? best.candidate
    : undefined;
}
