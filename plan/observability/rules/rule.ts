/** What an alert and a recorded series are, before they become objects of the cluster. */

/** `critical` pages; `warning` goes to Slack and e-mail (seed, Alerting). */
export type Severity = "critical" | "warning";

/** What an alert is about: the seed's list, the service level, and what the platform adds. */
export type AlertKind =
  "availability" | "database" | "security" | "cost" | "errors" | "utilization" | "scaling" | "slo";

/** An alert on metrics. */
export interface AlertRule {
  /** Name, in CamelCase; its page is the same in kebab-case. */
  readonly alert: string;
  readonly kind: AlertKind;
  readonly severity: Severity;
  /** PromQL; the alert fires while it gives a series. */
  readonly expr: string;
  /** How long it must give one, such as `5m`. */
  readonly for: string;
  /** One sentence that says what is wrong; may name labels as `{{ $labels.job }}`. */
  readonly summary: string;
  /** Sentence of the requirement, or what else the limit comes from. */
  readonly source: string;
  /**
   * More labels, such as the window of a burn rate.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A series that is computed once and used by several. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  /** What the series says. */
  readonly meaning: string;
}

/** Rules that are evaluated together. */
export interface RuleGroup {
  readonly name: string;
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly AlertRule[];
}

/** Where pages of alerts are read. */
export const RUNBOOKS = "docs/runbooks";

/**
 * Name of the page of an alert: `ServiceDown` is `service-down`.
 *
 * @param alert Name of the alert.
 */
export function runbookOf(alert: string): string {
  return alert.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
