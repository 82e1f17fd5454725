/**
 * How fast the error budget of the service level is spent.
 * Source: Google, The Site Reliability Workbook, chapter 5, "Alerting on SLOs", table 5-8:
 * recommended burn rates, windows and reactions for 99.9 %.
 */
import { AVAILABILITY_PERCENT } from "../../../facts/seed";
import { APPLICATION_METRICS } from "../metrics";
import type { AlertRule, RecordingRule, RuleGroup, Severity } from "./rule";

/** One row of the table. */
interface BurnRate {
  readonly alert: string;
  readonly severity: Severity;
  /** Times as fast as the budget of 30 days would be spent evenly. */
  readonly factor: number;
  readonly longWindow: string;
  /** A twelfth: it ends the alert soon after the errors end. */
  readonly shortWindow: string;
  /** Part of the budget that is gone when the long window first reaches the factor. */
  readonly spentPercent: number;
}

/** The table. */
export const BURN_RATES: readonly BurnRate[] = [
  {
    alert: "ErrorBudgetBurnFast",
    severity: "critical",
    factor: 14.4,
    longWindow: "1h",
    shortWindow: "5m",
    spentPercent: 2,
  },
  {
    alert: "ErrorBudgetBurn",
    severity: "critical",
    factor: 6,
    longWindow: "6h",
    shortWindow: "30m",
    spentPercent: 5,
  },
  {
    alert: "ErrorBudgetBurnSlow",
    severity: "warning",
    factor: 3,
    longWindow: "1d",
    shortWindow: "2h",
    spentPercent: 10,
  },
  {
    alert: "ErrorBudgetBurnSteady",
    severity: "warning",
    factor: 1,
    longWindow: "3d",
    shortWindow: "6h",
    spentPercent: 10,
  },
];

/** Part of the requests that may fail: a thousandth, without the dust of binary fractions. */
const BUDGET = Number((1 - AVAILABILITY_PERCENT / 100).toFixed(6));

/**
 * Name of the recorded share of failed requests in a window.
 *
 * @param window Such as `5m`.
 */
export function errorShare(window: string): string {
  return `service:errors:share_rate${window}`;
}

function recording(window: string): RecordingRule {
  const { requests, status } = APPLICATION_METRICS;
  const failed = `sum(rate(${requests}{${status}=~"5.."}[${window}]))`;
  return {
    record: errorShare(window),
    // No failed request has no series at first, and no series is no share.
    expr: `(${failed} or vector(0)) / (sum(rate(${requests}[${window}])) > 0)`,
    meaning: `failed part of the requests of ${window}`,
  };
}

function alertOf(rate: BurnRate): AlertRule {
  const limit = Number((rate.factor * BUDGET).toFixed(6));
  return {
    alert: rate.alert,
    kind: "slo",
    severity: rate.severity,
    expr:
      `${errorShare(rate.longWindow)} > ${limit}` +
      ` and ${errorShare(rate.shortWindow)} > ${limit}`,
    for: "0m",
    summary:
      `Errors spend the budget of ${AVAILABILITY_PERCENT} % ${rate.factor} times too fast:` +
      ` ${rate.spentPercent} % of 30 days within ${rate.longWindow}`,
    source: "seed, Architecture Principles: 99.9%+ uptime; The Site Reliability Workbook, 5-8",
    labels: { window: rate.longWindow },
  };
}

/** Alerts on the service level. */
export const SERVICE_LEVEL: RuleGroup = {
  name: "service-level",
  recordings: [
    ...new Set(BURN_RATES.flatMap(({ shortWindow, longWindow }) => [shortWindow, longWindow])),
  ].map(recording),
  alerts: BURN_RATES.map(alertOf),
};
