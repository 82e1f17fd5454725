/** The platform at a glance: does it answer, how fast, and what is left of the error budget. */
import { ALERTS, AVAILABILITY_PERCENT } from "../../../facts/seed";
import { APPLICATION_METRICS } from "../../../plan/observability/metrics";
import { USED } from "../../../plan/observability/rules/capacity";
import { errorShare } from "../../../plan/observability/rules/slo";
import { type Dashboard, type Panel, prometheus } from "./panel";

const { requests, requestBuckets, status } = APPLICATION_METRICS;

function latency(quantile: number): string {
  return `histogram_quantile(${quantile}, sum by (le) (rate(${requestBuckets}[5m])))`;
}

/** Days of the error budget. Source: The Site Reliability Workbook, chapter 5. */
const BUDGET_DAYS = 30;

const LEFT =
  `1 - avg_over_time(${errorShare("6h")}[${BUDGET_DAYS}d])` +
  ` / ${Number((1 - AVAILABILITY_PERCENT / 100).toFixed(6))}`;

const PANELS: readonly Panel[] = [
  {
    title: "Pods that answer",
    kind: "stat",
    unit: "short",
    queries: [prometheus("sum by (job) (up)", "{{job}}")],
  },
  {
    title: `Left of the error budget of ${BUDGET_DAYS} days`,
    kind: "stat",
    unit: "percentunit",
    queries: [prometheus(LEFT, "left")],
  },
  {
    title: "Requests",
    kind: "timeseries",
    unit: "reqps",
    queries: [prometheus(`sum by (${status}) (rate(${requests}[5m]))`, `{{${status}}}`)],
  },
  {
    title: "Failed requests",
    kind: "timeseries",
    unit: "percentunit",
    limit: ALERTS.warning.errorRatePercent / 100,
    queries: [prometheus(errorShare("5m"), "5 minutes"), prometheus(errorShare("1h"), "1 hour")],
  },
  {
    title: "Time to answer",
    kind: "timeseries",
    unit: "s",
    limit: ALERTS.warning.latencyP95Seconds,
    queries: [0.5, 0.95, 0.99].map((q) => prometheus(latency(q), `p${q * 100}`)),
  },
  {
    title: "Alerts that fire",
    kind: "table",
    unit: "short",
    queries: [prometheus('ALERTS{alertstate="firing"}', "{{alertname}}")],
  },
  {
    title: "Processors of the nodes",
    kind: "timeseries",
    unit: "percentunit",
    limit: ALERTS.warning.utilizationPercent / 100,
    queries: [prometheus(USED.nodeCpu, "{{instance}}")],
  },
  {
    title: "Memory of the nodes",
    kind: "timeseries",
    unit: "percentunit",
    limit: ALERTS.warning.utilizationPercent / 100,
    queries: [prometheus(USED.nodeMemory, "{{instance}}")],
  },
];

/** The first page that anybody on call opens. */
export const PLATFORM: Dashboard = {
  uid: "platform-overview",
  title: "Platform overview",
  panels: PANELS,
};
