/** What the application is told: where things are, and the rules that it keeps to. */
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { Input } from "@pulumi/pulumi";
import { CACHE_PORT } from "../../contract";
import { type Ground, objectName, objectOptions } from "./ground";
import { POOLER, POOLER_PORT } from "./pooler";

/** Name of the ConfigMap. */
const NAME = "application-contract";

/** File that a worker touches, and how old it may grow before the worker is taken for dead. */
export const HEARTBEAT = { file: "/tmp/heartbeat", maxAgeSeconds: 120 } as const;

/** The contract as environment variables. */
function valuesOf({ data, cache, site }: Ground): Record<string, Input<string>> {
  const { pooler } = site.data;
  return {
    DATABASE_HOST: `${POOLER}.${site.compute.namespace}.svc.cluster.local`,
    DATABASE_PORT: String(POOLER_PORT),
    DATABASE_NAME: data.databaseName,
    // The pooler hands a connection on after each transaction: session settings would leak.
    DATABASE_POOL_MODE: "transaction",
    DATABASE_MAX_CONNECTIONS_PER_POD: String(pooler.maxConnectionsPerPod),
    TENANT_SETTING: "app.current_tenant",
    TENANT_SETTING_STATEMENT: "SELECT set_config('app.current_tenant', $1, true)",
    CACHE_HOST: cache.clusterHost,
    CACHE_PORT: String(CACHE_PORT),
    CACHE_TLS: "true",
    CACHE_CLUSTER_MODE: "true",
    CACHE_KEY_PREFIX: "{tenant}:",
    BROKER_HOST: cache.brokerHost,
    BROKER_PORT: String(CACHE_PORT),
    BROKER_TLS: "true",
    BROKER_CLUSTER_MODE: "false",
    CORS_ALLOWED_ORIGINS: site.compute.corsOrigins.join(","),
    HEARTBEAT_FILE: HEARTBEAT.file,
  };
}

/**
 * The contract as an object that every pod of the application reads.
 *
 * @param ground Where.
 * @param namespace The application's namespace.
 */
export function applicationContract(ground: Ground, namespace: Input<string>): ConfigMap {
  return new ConfigMap(
    objectName(ground, NAME),
    {
      metadata: { name: NAME, namespace },
      data: valuesOf(ground),
    },
    objectOptions(ground),
  );
}
