/** Parameters of the time-series server, each a share of the instance or with its reason. */
import { API_SCALING, WORKER_SCALING } from "../../facts/seed";
import type { TimeSeriesSize } from "./size";

/** Each pod of the application keeps few connections: there is no pooler before the time series. */
export const CONNECTIONS_PER_POD = 2;

/** For the Job, the archiver, replicas, metrics and people. */
const RESERVED_CONNECTIONS = 20;

/** Share of memory for shared buffers. Source: PostgreSQL documentation, "Resource Consumption". */
const SHARED_BUFFERS_SHARE = 0.25;

/** What the planner may count on, page cache included. */
const CACHE_SHARE = 0.75;

/** Memory of an index build or a compression. */
const MAINTENANCE_SHARE = 1 / 16;

/** Memory of one sort, so that some dozen at once still fit. */
const WORK_SHARE = 1 / 256;

function maxConnections(): number {
  const pods = API_SCALING.maxReplicas + WORKER_SCALING.maxReplicas;
  return pods * CONNECTIONS_PER_POD + RESERVED_CONNECTIONS;
}

/**
 * Parameters of the server; the operator fixes those of its own (TLS, archiving, replication).
 * Source: CloudNativePG, "PostgreSQL Configuration"; TimescaleDB, "Configuration".
 *
 * @param size Size of one instance.
 */
export function parametersOf({ memoryMib }: TimeSeriesSize): Readonly<Record<string, string>> {
  const share = (part: number): string => `${Math.max(1, Math.floor(memoryMib * part))}MB`;
  return {
    max_connections: String(maxConnections()),
    shared_buffers: share(SHARED_BUFFERS_SHARE),
    effective_cache_size: share(CACHE_SHARE),
    maintenance_work_mem: share(MAINTENANCE_SHARE),
    work_mem: share(WORK_SHARE),
    // Both ends are ours, so no older version is needed (seed: "TLS 1.3 for all traffic").
    ssl_min_protocol_version: "TLSv1.3",
    password_encryption: "scram-sha-256",
    // A segment that is not full is archived after this: the loss of a site loses no more.
    archive_timeout: "5min",
    wal_compression: "lz4",
    // A client that forgot its transaction holds back compression and retention.
    idle_in_transaction_session_timeout: "60s",
    log_min_duration_statement: "1000",
    // Passwords are set by statements, which a log of all of them would show.
    log_statement: "none",
    // One for each policy of two tables and two aggregates, and some to spare.
    "timescaledb.max_background_workers": "8",
    // It would call out, and the namespace lets nothing out.
    "timescaledb.telemetry_level": "off",
  };
}
