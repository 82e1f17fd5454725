import assert from "node:assert/strict";
import { planRules } from "../../plan/observability/rules";
import { COMPUTE_USD, findPromtool, judgeRules } from "../support/promtool";
import { testOf } from "../support/rule-case";
import { RULE_CASES } from "../support/rule-cases";

const promtool = findPromtool();
const alerts = planRules(COMPUTE_USD).flatMap((group) => group.alerts);

if (promtool === undefined) {
  describe("rules, without promtool (Debian: package prometheus; or name it by PROMTOOL)", () => {
    it("close every bracket and quote that they open", () => {
      const unbalanced = alerts.filter(({ expr }) => {
        const count = (mark: string): number => expr.split(mark).length - 1;
        return count("(") !== count(")") || count("{") !== count("}") || count('"') % 2 !== 0;
      });
      assert.deepEqual(
        unbalanced.map(({ alert }) => alert),
        [],
      );
    });
  });
} else {
  describe("rules, judged by promtool", () => {
    it("are rules of Prometheus", () => {
      const { code, said } = judgeRules(promtool);
      assert.equal(code, 0, said);
      assert.match(said, new RegExp(`${countOfRules()} rules found`));
    });

    for (const one of RULE_CASES) {
      it(`${one.alert} ${one.fires ? "fires" : "is silent"} when ${one.when}`, () => {
        const { code, said } = judgeRules(promtool, [testOf(one)], one.every);
        assert.equal(code, 0, said);
      });
    }

    it("are each seen to fire and to be silent", () => {
      const seen = (fires: boolean): ReadonlySet<string> =>
        new Set(RULE_CASES.filter((one) => one.fires === fires).map((one) => one.alert));
      const missing = alerts.filter(
        ({ alert }) => !seen(true).has(alert) || !seen(false).has(alert),
      );
      assert.deepEqual(
        missing.map(({ alert }) => alert),
        [],
      );
    });

    it("refuses a rule that is none", () => {
      const wrong = { ...RULE_CASES[0]!, series: [{ series: "up{job=", values: "1" }] };
      assert.notEqual(judgeRules(promtool, [testOf(wrong)]).code, 0);
    });
  });
}

function countOfRules(): number {
  const groups = planRules(COMPUTE_USD);
  return groups.reduce((sum, { alerts: a, recordings }) => sum + a.length + recordings.length, 0);
}
