/** The watch itself: what cannot be measured or told. */
import type { RuleGroup } from "./rule";

/** Alerts on Prometheus and Alertmanager. Source: Prometheus documentation, "Alerting", Metamonitoring. */
export const DELIVERY: RuleGroup = {
  name: "delivery",
  recordings: [],
  alerts: [
    {
      alert: "AlertDeliveryFailing",
      kind: "availability",
      severity: "critical",
      // Whatever other channel still works carries it.
      expr: "sum by (integration) (rate(alertmanager_notifications_failed_total[5m])) > 0",
      for: "10m",
      summary: "Alerts do not reach {{ $labels.integration }}",
      source: "seed, Alerting",
    },
    {
      alert: "TargetDown",
      kind: "availability",
      severity: "warning",
      expr: "count by (job) (up == 0) / count by (job) (up) > 0.1",
      for: "10m",
      summary: "{{ $value | humanizePercentage }} of {{ $labels.job }} cannot be measured",
      source: "seed, Metrics Collection",
    },
    {
      alert: "LogsNotShipped",
      kind: "availability",
      severity: "warning",
      expr: "sum by (pod, name) (rate(fluentbit_output_dropped_records_total[10m])) > 0",
      for: "10m",
      summary: "{{ $labels.pod }} drops logs that {{ $labels.name }} does not take",
      source: "seed, Logging: Centralized logging",
    },
  ],
};
