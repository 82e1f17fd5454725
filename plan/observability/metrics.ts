/**
 * Names of the metrics that rules and dashboards stand on: what the application must export, and
 * what others export by themselves.
 */

/**
 * What the application exports. Names of requests and of the connection pool follow the OpenTelemetry
 * semantic conventions ("HTTP metrics", "Database client metrics") as Prometheus spells them; the
 * others are ours and part of the application's contract.
 */
export const APPLICATION_METRICS = {
  requests: "http_server_request_duration_seconds_count",
  requestBuckets: "http_server_request_duration_seconds_bucket",
  /** Label of both with the answer's status. */
  status: "http_response_status_code",
  /** Waited for a connection in vain, or was refused one. */
  connectionTimeouts: "db_client_connection_timeouts_total",
  /** Row-level security or a residency check refused a tenant what belongs to another. */
  tenantDenials: "tenant_isolation_denials_total",
  /** A token or an API key was refused. */
  authenticationFailures: "authentication_failures_total",
} as const;

/** What others export. */
export const OTHER_METRICS = {
  /** KEDA: length of the lists that its scaler reads. Source: KEDA, "Integrate with Prometheus". */
  scalerValue: "keda_scaler_metrics_value",
  /** CloudNativePG. Source: CloudNativePG, "Monitoring", predefined queries. */
  timeSeriesUp: "cnpg_collector_up",
  timeSeriesBackends: "cnpg_backends_total",
  timeSeriesSettings: "cnpg_pg_settings_setting",
  timeSeriesLag: "cnpg_pg_replication_lag",
  timeSeriesArchiveFailure: "cnpg_pg_stat_archiver_seconds_since_last_archival",
  /** OpenCost. Source: OpenCost documentation, "Metrics". */
  nodeCost: "node_total_hourly_cost",
} as const;

/** Jobs as Prometheus names them: the names of our workloads and of the stores' monitors. */
export const JOBS = {
  api: "api-service",
  worker: "celery-worker",
  scheduler: "celery-scheduler",
} as const;

/** Where the application answers Prometheus: the API beside its requests, the others apart. */
export const METRICS_PATH = "/metrics";

/** Port of the workloads that serve nothing else. */
export const WORKER_METRICS_PORT = 9540;

/** Name of that port, by which a monitor finds it. */
export const METRICS_PORT_NAME = "metrics";

/** Series in which queues are counted; seed, Background Workers, the metric of the scaler. */
export const QUEUE_DEPTH = "celery_queue_depth";
