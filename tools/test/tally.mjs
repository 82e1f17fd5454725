/** The arithmetic of the last line of the tests. */

/**
 * @typedef {{ passes: number, failures: number, pending: number }} Totals
 * @typedef {{ name: string, ok: boolean, totals?: Totals }} Result
 *   One step. `totals` is there for steps that count tests of their own; without it the step is
 *   one test by itself.
 */

/**
 * @param {readonly Result[]} results
 * @returns {{ passed: number, failed: number, pending: number }}
 */
export function addUp(results) {
  const sums = results.map(countOf);
  /** @param {keyof Totals} key */
  const sum = (key) => sums.reduce((total, totals) => total + totals[key], 0);
  return { passed: sum("passes"), failed: sum("failures"), pending: sum("pending") };
}

/**
 * @param {Result} result
 * @returns {Totals}
 */
function countOf({ ok, totals }) {
  if (totals === undefined) return { passes: ok ? 1 : 0, failures: ok ? 0 : 1, pending: 0 };
  // A run that broke off with no failed test (a crash, a time limit) is a failure all the same.
  return !ok && totals.failures === 0 ? { ...totals, failures: 1 } : totals;
}

/**
 * @param {readonly Result[]} results
 * @param {readonly string[]} leftOut What this run did not try at all.
 * @returns {readonly [string, string]} What was skipped, and the counts.
 */
export function lastLines(results, leftOut) {
  const { passed, failed, pending } = addUp(results);
  const skipped = [...leftOut, ...(pending === 0 ? [] : [`${pending} test(s) marked as pending`])];
  return [
    `skipped: ${skipped.length === 0 ? "nothing" : skipped.join("; ")}`,
    `${passed} passed, ${failed} failed`,
  ];
}
