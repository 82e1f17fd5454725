/** Judges a list of allowed ranges: the internet never, unknown entries undecided. */
import { addressRange, isInternet } from "../../analysis/ranges";
import type { Entries } from "./reader";
import { undecided, violation } from "./verdict";
import type { Verdicts } from "./verdict";

/**
 * @param list Allowed ranges; an absent list means everyone.
 * @param mend The change that mends it.
 * @param key Key of the range in an entry that is an object.
 */
export function limitedRanges(list: Entries, mend: string, key?: string): Verdicts {
  if (list.isUnknown) return undecided(list.path);
  if (list.entries.length === 0) {
    return violation(list.path, `${list.path} is not set, which means the internet; ${mend}.`);
  }
  const entries = list.entries.map((entry) => (key === undefined ? entry : entry.at(key)));
  const ranges = entries.map(({ value }) =>
    typeof value === "string" ? addressRange(value) : undefined,
  );
  if (isInternet(ranges.flatMap((range) => range ?? []))) {
    return violation(list.path, `${list.path} lets the internet in; ${mend}.`);
  }
  return entries
    .filter((_, index) => ranges[index] === undefined)
    .map(({ path }) => undecided(path));
}
