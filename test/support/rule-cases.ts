/** Series under which each alert fires, and under which it does not. */
import { planRules } from "../../plan/observability/rules";
import { COMPUTE_USD } from "./promtool";
import { CAPACITY_CASES } from "./rule-cases-capacity";
import { type RuleCase, type Samples, growing, pair, samples, still } from "./rule-case";

const UP = ["api-service", "celery-worker", "celery-scheduler"].map((job) =>
  still(`up{job="${job}"}`, 1),
);

const requests = (failed: number, ok: number): readonly Samples[] => [
  growing('http_server_request_duration_seconds_count{http_response_status_code="500"}', failed),
  growing('http_server_request_duration_seconds_count{http_response_status_code="200"}', ok),
];

const buckets = (fast: number, all: number): readonly Samples[] => [
  growing('http_server_request_duration_seconds_bucket{le="0.5"}', fast),
  growing('http_server_request_duration_seconds_bucket{le="2"}', all),
  growing('http_server_request_duration_seconds_bucket{le="+Inf"}', all),
];

const burn = (alert: string, failed: number, at: string): readonly RuleCase[] => {
  const rule = planRules(COMPUTE_USD)
    .flatMap(({ alerts }) => alerts)
    .find((one) => one.alert === alert);
  const every = at.length > 2 ? "15m" : "1m";
  const both = pair(alert, {
    when: `${failed} of 10,000 requests fail`,
    raised: requests(failed, 10_000 - failed),
    calm: requests(failed / 20, 10_000 - failed / 20),
    at,
    labels: { ...rule?.labels },
  });
  return both.map((one) => ({ ...one, every }));
};

/** Every alert, raised and calm. */
export const RULE_CASES: readonly RuleCase[] = [
  ...pair("ServiceDown", {
    when: "the API has not answered for six minutes",
    raised: [still('up{job="api-service"}', 0), ...UP.slice(1)],
    calm: UP,
    at: "6m",
    labels: { job: "api-service" },
  }),
  {
    alert: "ServiceDown",
    fires: false,
    when: "the API has not answered for four minutes",
    series: [samples('up{job="api-service"}', "1 0x100"), ...UP.slice(1)],
    at: "5m",
  },
  {
    alert: "ServiceDown",
    fires: true,
    when: "no scheduler is known at all",
    series: UP.slice(0, 2),
    at: "6m",
    labels: { job: "celery-scheduler" },
  },
  ...pair("TimeSeriesDown", {
    when: "its one instance is down",
    raised: [still('cnpg_collector_up{pod="a"}', 0)],
    calm: [still('cnpg_collector_up{pod="a"}', 0), still('cnpg_collector_up{pod="b"}', 1)],
    at: "6m",
  }),
  ...pair("DatabaseConnectionFailures", {
    when: "a pod waits for connections in vain",
    raised: [growing('db_client_connection_timeouts_total{job="api-service"}', 3)],
    calm: [still('db_client_connection_timeouts_total{job="api-service"}', 3)],
    at: "10m",
    labels: { job: "api-service" },
  }),
  ...pair("HighErrorRate", {
    when: "2 of 100 requests fail",
    raised: requests(2, 98),
    calm: requests(0.5, 99.5),
    at: "15m",
  }),
  ...pair("HighLatency", {
    when: "a tenth of the requests takes longer than a second",
    raised: buckets(90, 100),
    calm: buckets(99, 100),
    at: "15m",
  }),
  ...pair("PodsUnavailable", {
    when: "one of three pods is there",
    raised: [
      still('kube_deployment_status_replicas_available{deployment="d", namespace="n"}', 1),
      still('kube_deployment_spec_replicas{deployment="d", namespace="n"}', 3),
    ],
    calm: [
      still('kube_deployment_status_replicas_available{deployment="d", namespace="n"}', 2),
      still('kube_deployment_spec_replicas{deployment="d", namespace="n"}', 3),
    ],
    at: "11m",
    labels: { deployment: "d", namespace: "n" },
  }),
  ...pair("NodeNotReady", {
    when: "a node is not ready",
    raised: [still('kube_node_status_condition{condition="Ready", status="true", node="n"}', 0)],
    calm: [still('kube_node_status_condition{condition="Ready", status="true", node="n"}', 1)],
    at: "11m",
    labels: { condition: "Ready", status: "true", node: "n" },
  }),
  ...pair("SecurityTenantIsolationDenied", {
    when: "one tenant is refused what is another's",
    raised: [samples('tenant_isolation_denials_total{job="api-service"}', "0x3 1x20")],
    calm: [still('tenant_isolation_denials_total{job="api-service"}', 1)],
    at: "6m",
    labels: { job: "api-service" },
  }),
  ...pair("SecurityAuthenticationAttack", {
    when: "ten logins a second fail",
    raised: [growing("authentication_failures_total", 600)],
    calm: [growing("authentication_failures_total", 60)],
    at: "15m",
  }),
  ...pair("CostOverBudget", {
    when: "nodes cost a dollar an hour",
    raised: [still('node_total_hourly_cost{node="a"}', 1)],
    calm: [still('node_total_hourly_cost{node="a"}', 0.7)],
    at: "32m",
  }),
  ...pair("CostNearBudget", {
    when: "nodes cost 60 cents an hour",
    raised: [still('node_total_hourly_cost{node="a"}', 0.6)],
    calm: [still('node_total_hourly_cost{node="a"}', 0.5)],
    at: "32m",
  }),
  ...CAPACITY_CASES,
  ...burn("ErrorBudgetBurnFast", 200, "2h"),
  ...burn("ErrorBudgetBurn", 80, "7h"),
  ...burn("ErrorBudgetBurnSlow", 40, "25h"),
  ...burn("ErrorBudgetBurnSteady", 15, "73h"),
  ...pair("TimeSeriesArchiveLag", {
    when: "the log was archived an hour ago",
    raised: [still("cnpg_pg_stat_archiver_seconds_since_last_archival", 3600)],
    calm: [still("cnpg_pg_stat_archiver_seconds_since_last_archival", 300)],
    at: "7m",
  }),
  ...pair("TimeSeriesReplicaLag", {
    when: "a replica is two minutes behind",
    raised: [still('cnpg_pg_replication_lag{pod="p"}', 120)],
    calm: [still('cnpg_pg_replication_lag{pod="p"}', 5)],
    at: "12m",
    labels: { pod: "p" },
  }),
  ...pair("AlertDeliveryFailing", {
    when: "messages to Slack fail",
    raised: [growing('alertmanager_notifications_failed_total{integration="slack"}', 1)],
    calm: [still('alertmanager_notifications_failed_total{integration="slack"}', 1)],
    at: "20m",
    labels: { integration: "slack" },
  }),
  ...pair("TargetDown", {
    when: "half of a job cannot be measured",
    raised: [still('up{job="x", pod="a"}', 0), still('up{job="x", pod="b"}', 1)],
    calm: [still('up{job="x", pod="a"}', 1), still('up{job="x", pod="b"}', 1)],
    at: "12m",
    labels: { job: "x" },
  }),
  ...pair("LogsNotShipped", {
    when: "the agent drops records",
    raised: [growing('fluentbit_output_dropped_records_total{pod="p", name="s3.1"}', 5)],
    calm: [still('fluentbit_output_dropped_records_total{pod="p", name="s3.1"}', 5)],
    at: "25m",
    labels: { pod: "p", name: "s3.1" },
  }),
];
