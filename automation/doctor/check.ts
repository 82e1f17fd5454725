/** One thing that must be so before an `up`, and what was found of it. */

/** What was found. */
export type Finding =
  | { readonly standing: "ok"; readonly detail: string }
  /** It is not so; `mend` is what to do. */
  | { readonly standing: "missing"; readonly detail: string; readonly mend: string }
  /** Nobody could tell. */
  | { readonly standing: "unknown"; readonly detail: string; readonly mend: string };

/** A check. */
export interface Check {
  /** What is looked at, as the user reads it. */
  readonly what: string;
  /** What to do where it is not so. */
  readonly mend: string;
  /** @returns What was found; a text where all is well. Throws where it is not so. */
  readonly look: () => Promise<string>;
}

/** Something is there, and is wrong. */
export class NotSo extends Error {}

/** How vendors say that something is not there. */
const ABSENT =
  /couldn't find resource|not ?found|does ?n[o']t exist|no such|NotFoundException|NoSuch|empty result/i;

/** What the engine puts before the words of the vendor. */
const PREAMBLE = /^invocation of \S+ returned an error: /;

/** Characters of an error that a reader needs. */
const LONGEST_DETAIL = 200;

/**
 * Carries out one check.
 *
 * @param check The check.
 */
export async function findingOf(check: Check): Promise<Finding> {
  try {
    return { standing: "ok", detail: await check.look() };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const detail = (text.split("\n")[0] ?? "").replace(PREAMBLE, "").slice(0, LONGEST_DETAIL);
    const absent = error instanceof NotSo || ABSENT.test(text);
    return { standing: absent ? "missing" : "unknown", detail, mend: check.mend };
  }
}
