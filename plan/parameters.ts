/**
 * Parameters of PostgreSQL. `pending-reboot` is for those that the engine reads at its start.
 * Source: Amazon RDS User Guide, Working with parameters on your RDS for PostgreSQL DB instance.
 */
import { ALERTS } from "../facts/seed";
import type { DataPlan } from "./cell";

type Parameter = DataPlan["parameters"][number];

/** A query slower than this is logged: the seed warns when the 95th percentile passes it. */
const SLOW_QUERY_MS = ALERTS.warning.latencyP95Seconds * 1000;

/** The parameters of every cell, sorted by name so that a preview reads well. */
export const POSTGRES_PARAMETERS: readonly Parameter[] = [
  // A transaction that a crashed pod left open holds a pooled connection and blocks clean-up.
  { name: "idle_in_transaction_session_timeout", value: "60000", apply: "immediate" },
  // Who came and who went: the audit trail that SOC 2 asks for.
  { name: "log_connections", value: "1", apply: "immediate" },
  { name: "log_disconnections", value: "1", apply: "immediate" },
  // A session that waits for a lock longer than a second is an incident in the making.
  { name: "log_lock_waits", value: "1", apply: "immediate" },
  { name: "log_min_duration_statement", value: `${SLOW_QUERY_MS}`, apply: "immediate" },
  // Changes of schema are rare and matter; every statement would put tenants' data into logs.
  { name: "log_statement", value: "ddl", apply: "immediate" },
  // Slow queries must carry no tenant's values into logs.
  { name: "log_parameter_max_length", value: "0", apply: "immediate" },
  { name: "password_encryption", value: "scram-sha-256", apply: "immediate" },
  // Seed, TLS for all traffic: the engine refuses a connection in plain text.
  { name: "rds.force_ssl", value: "1", apply: "immediate" },
  // Row-level security fails closed: a query that a policy would filter is never run without it.
  { name: "row_security", value: "1", apply: "immediate" },
  // Seed, Query Optimization: monitor slow queries.
  { name: "shared_preload_libraries", value: "pg_stat_statements", apply: "pending-reboot" },
  // The vendor ends TLS here and clients choose 1.3; nothing older than 1.2 is spoken.
  { name: "ssl_min_protocol_version", value: "TLSv1.2", apply: "immediate" },
  { name: "track_io_timing", value: "1", apply: "immediate" },
].toSorted((a, b) => (a.name < b.name ? -1 : 1)) as readonly Parameter[];
