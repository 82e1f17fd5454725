/** Cases of the random provider. */
import type { RuleCase } from "./support";

const PASSWORD = "random:index/randomPassword:RandomPassword";

/** Cases of the random provider. */
export const RANDOM_CASES: readonly RuleCase[] = [
  {
    rule: "random-minima",
    type: PASSWORD,
    verb: "check",
    inputs: { length: 4, minLower: 2, minUpper: 2 },
    change: { minNumeric: 1 },
    says: /at least sum of .*\(5\), got: 4/,
  },
  {
    rule: "random-no-class",
    type: PASSWORD,
    verb: "check",
    inputs: { length: 4, lower: false, upper: false, special: false },
    change: { numeric: false },
    says: /character set specified is empty/,
  },
  {
    rule: "random-integer-bounds",
    type: "random:index/randomInteger:RandomInteger",
    inputs: { min: 1, max: 2 },
    change: { min: 3 },
    says: /smaller than or equal/,
  },
];
