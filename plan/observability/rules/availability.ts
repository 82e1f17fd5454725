/** Something is down, or answers wrongly. */
import { ALERTS } from "../../../facts/seed";
import { APPLICATION_METRICS, JOBS, OTHER_METRICS } from "../metrics";
import type { AlertRule, RuleGroup } from "./rule";

const { requests, requestBuckets, status, connectionTimeouts } = APPLICATION_METRICS;

const WORKLOADS = Object.values(JOBS).join("|");

/** A share as PromQL writes it. */
const share = (percent: number): number => percent / 100;

/** Below this share the loss of one more node is felt: our assumption. */
const LEAST_SHARE_OF_PODS = 0.5;

/** A workload without one pod that answers, or without any pod at all. */
const DOWN = [
  `max by (job) (up{job=~"${WORKLOADS}"}) == 0`,
  ...Object.values(JOBS).map((job) => `absent(up{job="${job}"}) == 1`),
].join("\nor\n");

const ALERT_RULES: readonly AlertRule[] = [
  {
    alert: "ServiceDown",
    kind: "availability",
    severity: "critical",
    expr: DOWN,
    for: `${ALERTS.critical.downtimeMinutes}m`,
    summary: "No pod of {{ $labels.job }} has answered for five minutes",
    source: "seed, Critical Alerts: Service downtime > 5 minutes",
  },
  {
    alert: "TimeSeriesDown",
    kind: "database",
    severity: "critical",
    expr: `max(${OTHER_METRICS.timeSeriesUp}) == 0 or absent(${OTHER_METRICS.timeSeriesUp}) == 1`,
    for: `${ALERTS.critical.downtimeMinutes}m`,
    summary: "No instance of the time-series database is up",
    source: "seed, Critical Alerts: Service downtime > 5 minutes",
  },
  {
    alert: "DatabaseConnectionFailures",
    kind: "database",
    severity: "critical",
    expr: `sum by (job) (rate(${connectionTimeouts}[5m])) > 0`,
    for: "2m",
    summary: "{{ $labels.job }} gets no connection to the database",
    source: "seed, Critical Alerts: Database connection failures",
  },
  {
    alert: "HighErrorRate",
    kind: "errors",
    severity: "warning",
    expr:
      `sum(rate(${requests}{${status}=~"5.."}[5m])) / sum(rate(${requests}[5m]))` +
      ` > ${share(ALERTS.warning.errorRatePercent)}`,
    for: "5m",
    summary: "{{ $value | humanizePercentage }} of requests fail",
    source: "seed, Warning Alerts: High error rates (> 1%)",
  },
  {
    alert: "HighLatency",
    kind: "errors",
    severity: "warning",
    expr:
      `histogram_quantile(0.95, sum by (le) (rate(${requestBuckets}[5m])))` +
      ` > ${ALERTS.warning.latencyP95Seconds}`,
    for: "5m",
    summary: "One request in twenty takes {{ $value | humanizeDuration }} or longer",
    source: "seed, Warning Alerts: High latency (p95 > 1s)",
  },
  {
    alert: "PodsUnavailable",
    kind: "availability",
    severity: "warning",
    expr:
      "kube_deployment_status_replicas_available / (kube_deployment_spec_replicas > 0)" +
      ` < ${LEAST_SHARE_OF_PODS}`,
    for: "10m",
    summary: "{{ $labels.namespace }}/{{ $labels.deployment }} has fewer than half of its pods",
    source: "seed, Architecture Principles: High Availability",
  },
  {
    alert: "NodeNotReady",
    kind: "availability",
    severity: "warning",
    expr: 'kube_node_status_condition{condition="Ready", status="true"} == 0',
    for: "10m",
    summary: "Node {{ $labels.node }} is not ready",
    source: "seed, Architecture Principles: High Availability",
  },
];

/** Alerts of the seed on what answers, and what is behind it. */
export const AVAILABILITY: RuleGroup = {
  name: "availability",
  recordings: [],
  alerts: ALERT_RULES,
};
