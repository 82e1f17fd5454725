/** What a planner returns: the plan, and why it is so. */
import type { Reason } from "./cell";

/** A part of the plan with the reasons for its choices. */
export interface Planned<Part> {
  readonly part: Part;
  /** Paths are relative to the part. */
  readonly reasons: readonly Reason[];
}

/**
 * Puts a prefix before the paths of reasons.
 *
 * @param prefix Path of the part in the whole plan.
 * @param reasons Reasons with paths relative to the part.
 */
export function below(prefix: string, reasons: readonly Reason[]): readonly Reason[] {
  return reasons.map((reason) => ({ ...reason, what: `${prefix}.${reason.what}` }));
}

/**
 * The first entry of a table that fits: tables stand in ascending order of price.
 *
 * @param table Choices by name.
 * @param fits Whether a choice meets every constraint.
 * @param need What is needed, for the message.
 * @throws Error if nothing fits, with the need.
 */
export function smallest<Name extends string, Facts>(
  table: Readonly<Record<Name, Facts>>,
  fits: (facts: Facts) => boolean,
  need: string,
): Name {
  const names = Object.keys(table) as Name[];
  const found = names.find((name) => fits(table[name]));
  if (found === undefined) {
    throw new Error(`nothing in the catalogue (${names.join(", ")}) gives ${need}`);
  }
  return found;
}
