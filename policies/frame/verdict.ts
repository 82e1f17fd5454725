/** What a judgement says of one fact: it holds, it does not, or it cannot be decided yet. */

/** The fact holds. */
export interface Ok {
  readonly kind: "ok";
}

/** The fact does not hold. */
export interface Violation {
  readonly kind: "violation";
  /** Property path of the input, such as `ingress[0].cidrBlocks`. */
  readonly path: string;
  /** What is wrong, then the change that mends it. Never holds a value that may be secret. */
  readonly message: string;
}

/** Nothing that is known decides the fact. Blocks like a violation where the fact is required. */
export interface Undecided {
  readonly kind: "undecided";
  readonly path: string;
  /** What the decision waits for, such as `the value of storageEncrypted`. */
  readonly waitsFor: string;
}

/** One of three: a policy never guesses what it cannot see. */
export type Verdict = Ok | Violation | Undecided;

/** A judgement gives one verdict or several; no verdict at all means that nothing is wrong. */
export type Verdicts = Verdict | readonly Verdict[];

/** The fact holds. */
export const OK: Ok = { kind: "ok" };

/**
 * The fact does not hold.
 *
 * @param path Property path of the input.
 * @param message What is wrong and the change that mends it, as one sentence with a full stop.
 */
export function violation(path: string, message: string): Violation {
  return { kind: "violation", path, message };
}

/**
 * The fact cannot be decided from what is known.
 *
 * @param path Property path of the unknown input.
 * @param waitsFor What the decision waits for.
 */
export function undecided(path: string, waitsFor = `the value of ${path}`): Undecided {
  return { kind: "undecided", path, waitsFor };
}

/**
 * Joins what several judgements said; good verdicts are dropped.
 *
 * @param parts Verdicts of parts of a resource.
 */
export function every(...parts: readonly Verdicts[]): readonly Verdict[] {
  return parts.flatMap(listed).filter((verdict) => verdict.kind !== "ok");
}

/**
 * Holds when one alternative holds; else undecided where one alternative is, else the first
 * alternative's complaint.
 *
 * @param alternatives Verdicts of which one good one is enough.
 */
export function anyOf(...alternatives: readonly Verdicts[]): readonly Verdict[] {
  const judged = alternatives.map((alternative) => every(alternative));
  if (judged.length === 0 || judged.some((verdicts) => verdicts.length === 0)) return [];
  const open = judged.find((verdicts) => verdicts.every(({ kind }) => kind === "undecided"));
  return open ?? judged[0] ?? [];
}

/**
 * @param verdicts One verdict or several.
 * @returns the same as a list
 */
export function listed(verdicts: Verdicts): readonly Verdict[] {
  return isList(verdicts) ? verdicts : [verdicts];
}

function isList(verdicts: Verdicts): verdicts is readonly Verdict[] {
  return Array.isArray(verdicts);
}
