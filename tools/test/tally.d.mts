/** Types for the specs; the source is tally.mjs. */
export interface Totals {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
}
export interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly totals?: Totals;
}
export function addUp(results: readonly Result[]): {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
};
export function lastLines(
  results: readonly Result[],
  leftOut: readonly string[],
): readonly [string, string];
