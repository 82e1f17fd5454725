/** A case of a rule: series, and the alert that they raise or do not. */
import { alertOf } from "../../components/observability/kubernetes/rules";
import { planRules } from "../../plan/observability/rules";
import { COMPUTE_USD } from "./promtool";

/** A series and its samples, one a minute. Source: Prometheus, "Unit testing for rules". */
export interface Samples {
  readonly series: string;
  readonly values: string;
}

/** One case. */
export interface RuleCase {
  readonly alert: string;
  readonly when: string;
  readonly fires: boolean;
  readonly series: readonly Samples[];
  /** When it is looked at, such as `10m`. */
  readonly at: string;
  /** Labels of the alert beside those of its rule. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * How often the rules are evaluated: days in steps of a minute take as long to test.
   * @default "1m"
   */
  readonly every?: string;
}

/** A series with the samples that are given. */
export const samples = (series: string, values: string): Samples => ({ series, values });
/** A series that stays as it is. */
export const still = (series: string, value: number): Samples => samples(series, `${value}x6000`);
/** A counter that grows by as much each minute. */
export const growing = (series: string, each: number): Samples => samples(series, `0+${each}x6000`);

/** What raises an alert, and what does not. */
export interface PairArgs {
  readonly raised: readonly Samples[];
  readonly calm: readonly Samples[];
  readonly when: string;
  readonly at: string;
  /** Labels of the alert beside those of its rule. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * An alert with what raises it and what does not.
 *
 * @param alert Its name.
 * @param args Both series.
 */
export function pair(alert: string, args: PairArgs): readonly RuleCase[] {
  const { raised, calm, when, at, labels } = args;
  return [
    { alert, fires: true, when, series: raised, at, ...(labels === undefined ? {} : { labels }) },
    { alert, fires: false, when: `not (${when})`, series: calm, at },
  ];
}

/**
 * A case as promtool takes it: it looks at the series of alerts that fire, by name and labels.
 *
 * @param one The case.
 */
export function testOf(one: RuleCase): object {
  const rule = planRules(COMPUTE_USD)
    .flatMap(({ alerts }) => alerts)
    .find(({ alert }) => alert === one.alert);
  if (rule === undefined) throw new Error(`no rule ${one.alert}`);
  const { labels } = alertOf(rule);
  const all = { alertname: one.alert, ...labels, ...one.labels };
  const pairs = Object.entries(all).map(([key, value]) => `${key}="${value}"`);
  const expr = `count(ALERTS{alertstate="firing", ${pairs.join(", ")}})`;
  const silent = `count(ALERTS{alertstate="firing", alertname="${one.alert}"})`;
  return {
    interval: "1m",
    input_series: one.series,
    promql_expr_test: [
      {
        expr: one.fires ? expr : silent,
        eval_time: one.at,
        exp_samples: one.fires ? [{ labels: "{}", value: 1 }] : [],
      },
    ],
  };
}
