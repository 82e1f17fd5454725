/** How old a price is: a list price moves a few times a year, a spot price daily. */
import type { PriceFact } from "./book";

/** Days after which a price should be read again. */
export const STALE_AFTER_DAYS = 180;

const DAY_MS = 86_400_000;

/**
 * The earliest day that an `asOf` can mean, or null where it names no year.
 *
 * @param asOf Date as the source gives it: `2026-01-19`, `2026-03`, `2025-H2 …`, `2026?`.
 */
export function earliestDay(asOf: string): Date | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-H([12]))?/.exec(asOf);
  if (match === null) return null;
  const [, year, month, day, half] = match;
  const first = half === "2" ? "07" : "01";
  return new Date(`${year ?? ""}-${month ?? first}-${day ?? "01"}T00:00:00Z`);
}

/**
 * Age of a price in days, or null where its date is not known.
 *
 * @param fact A row of the book.
 * @param now The day to judge by.
 */
export function ageDays(fact: PriceFact, now: Date): number | null {
  const read = earliestDay(fact.asOf);
  return read === null ? null : Math.floor((now.getTime() - read.getTime()) / DAY_MS);
}

/**
 * The rows that should be read again: too old, or of no known date.
 *
 * @param facts Rows of the book.
 * @param now The day to judge by.
 */
export function stalePrices(facts: readonly PriceFact[], now: Date): readonly PriceFact[] {
  return facts.filter((fact) => {
    const age = ageDays(fact, now);
    return age === null || age > STALE_AFTER_DAYS;
  });
}
