/** What the application is told: where things are, and the rules that it keeps to. */
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { Input } from "@pulumi/pulumi";
import { METRICS_PATH, WORKER_METRICS_PORT } from "../../../plan/observability/metrics";
import { TRACES_ENDPOINT } from "../../../plan/observability/traces";
import { CERTIFICATE_KEYS } from "../../certificates/certificate";
import { CACHE_PORT } from "../../contract";
import { bucketName } from "../../object-bucket";
import { ASSETS } from "../../objects/aws";
import { type Ground, objectName, objectOptions } from "./ground";
import { POOLER, POOLER_PORT, readDatabase } from "./pooler";

/** Name of the ConfigMap. */
const NAME = "application-contract";

/** File that a worker touches, and how old it may grow before the worker is taken for dead. */
export const HEARTBEAT = { file: "/tmp/heartbeat", maxAgeSeconds: 120 } as const;

/** Where pods that read the database find whom its pooler must be signed by. */
export const DATABASE_CA = {
  directory: "/etc/platform/database",
  file: CERTIFICATE_KEYS.authority,
} as const;

/**
 * Every span is sent: which traces are kept is decided when they are whole.
 * Source: OpenTelemetry specification, "Environment variables".
 */
function tracesOf({ observability }: Ground["site"]): Record<string, string> {
  if (observability.monitoring === undefined) return { OTEL_TRACES_EXPORTER: "none" };
  return {
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_EXPORTER_OTLP_ENDPOINT: TRACES_ENDPOINT,
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
  };
}

/** The contract as environment variables. */
function valuesOf({ cell, data, cache, site, timeSeries }: Ground): Record<string, Input<string>> {
  const { pooler } = site.data;
  return {
    DATABASE_HOST: `${POOLER}.${site.compute.namespace}.svc.cluster.local`,
    DATABASE_PORT: String(POOLER_PORT),
    DATABASE_NAME: data.databaseName,
    // Reads that may be a little old go there.
    DATABASE_READ_NAME: readDatabase(data),
    // The pooler's certificate is signed by the cell's own authority.
    DATABASE_SSLMODE: "verify-full",
    DATABASE_CA_FILE: `${DATABASE_CA.directory}/${DATABASE_CA.file}`,
    // The pooler hands a connection on after each transaction: session settings would leak.
    DATABASE_POOL_MODE: "transaction",
    DATABASE_MAX_CONNECTIONS_PER_POD: String(pooler.maxConnectionsPerPod),
    TENANT_SETTING: "app.current_tenant",
    TENANT_SETTING_STATEMENT: "SELECT set_config('app.current_tenant', $1, true)",
    // Tenants up to the cap have a schema of their own, which the same transaction looks up.
    TENANT_STATEMENT: "SELECT platform.use_tenant($1)",
    TENANT_SCHEMA_STATEMENT:
      "SELECT set_config('search_path', platform.current_schema_name(), true)",
    TENANT_EXPORT_RETENTION_DAYS: String(site.tenancy.exportRetentionDays),
    TENANT_ERASURE_GRACE_DAYS: String(site.tenancy.erasureGraceDays),
    // What an erased tenant is told: the day on which the last copy is gone.
    TENANT_ERASURE_HORIZON_DAYS: String(site.tenancy.erasureHorizonDays),
    // No pooler stands before the time series, so that each pod keeps few connections.
    TIMESERIES_HOST: timeSeries.host,
    TIMESERIES_READ_HOST: timeSeries.readHost,
    TIMESERIES_PORT: String(timeSeries.port),
    TIMESERIES_NAME: timeSeries.databaseName,
    TIMESERIES_SSLMODE: "verify-full",
    TIMESERIES_CA_FILE: `${DATABASE_CA.directory}/${DATABASE_CA.file}`,
    TIMESERIES_MAX_CONNECTIONS_PER_POD: String(site.timeSeries.maxConnectionsPerPod),
    CACHE_HOST: cache.clusterHost,
    CACHE_PORT: String(CACHE_PORT),
    CACHE_TLS: "true",
    CACHE_CLUSTER_MODE: "true",
    CACHE_KEY_PREFIX: "{tenant}:",
    BROKER_HOST: cache.brokerHost,
    BROKER_PORT: String(CACHE_PORT),
    BROKER_TLS: "true",
    BROKER_CLUSTER_MODE: "false",
    TOKEN_ISSUER: site.identity.issuer,
    TOKEN_KEYS_URL: site.identity.jwksUri,
    TOKEN_AUDIENCE: site.identity.audience,
    TOKEN_TENANT_CLAIM: site.identity.claims.tenant,
    TOKEN_ROLES_CLAIM: site.identity.claims.roles,
    CORS_ALLOWED_ORIGINS: site.compute.corsOrigins.join(","),
    HEARTBEAT_FILE: HEARTBEAT.file,
    ASSETS_BUCKET: bucketName({ cell, site }, ASSETS, cell.dr.objects.generation),
    ASSETS_KEY_PREFIX: "{tenant}/",
    // Events are rows that commit with the data they tell of; a shipper takes them from there.
    OUTBOX_TABLE: "platform.outbox",
    OUTBOX_MODE: cell.dr.standby === undefined ? "kept" : "shipped",
    // Named as in plan/observability/metrics.ts; the API answers on its own port.
    METRICS_PATH,
    METRICS_PORT: String(WORKER_METRICS_PORT),
    LOG_FORMAT: "json",
    ...tracesOf(site),
  };
}

/**
 * The contract as an object that every pod of the application reads.
 *
 * @param ground Where.
 * @param namespace The application's namespace.
 * @param differing What is told otherwise to the application of one tenant.
 */
export function applicationContract(
  ground: Ground,
  namespace: Input<string>,
  differing: Readonly<Record<string, string>> = {},
): ConfigMap {
  return new ConfigMap(
    objectName(ground, NAME),
    {
      metadata: { name: NAME, namespace },
      data: { ...valuesOf(ground), ...differing },
    },
    objectOptions(ground),
  );
}
