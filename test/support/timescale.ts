/**
 * Stands in for the TimescaleDB extension where it cannot be installed: plain PostgreSQL runs
 * every statement of the pack, calls of the extension are recorded, and its storage options are
 * cut out. What this cannot show (compression, chunk exclusion) is listed in runtime/sql/README.
 */
import type { PGlite } from "@electric-sql/pglite";

/** Functions and catalogs of the extension that the pack uses. */
const STAND_IN = `
CREATE SCHEMA stand_in;
CREATE TABLE stand_in.calls (n serial, name text, target text, detail text);
GRANT USAGE ON SCHEMA stand_in TO PUBLIC; GRANT ALL ON ALL TABLES IN SCHEMA stand_in TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA stand_in TO PUBLIC;
CREATE FUNCTION stand_in.note(name text, target text, detail text) RETURNS void LANGUAGE sql SECURITY DEFINER
  AS $$ INSERT INTO stand_in.calls (name, target, detail) VALUES (name, target, detail) $$;
CREATE FUNCTION public.by_range(c text, i interval) RETURNS text LANGUAGE sql AS $$ SELECT 'range ' || c || ' ' || i $$;
CREATE FUNCTION public.by_hash(c text, n integer) RETURNS text LANGUAGE sql AS $$ SELECT 'hash ' || c || ' ' || n $$;
CREATE FUNCTION public.create_hypertable(t regclass, d text, if_not_exists boolean) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('create_hypertable', t::text, d) $$;
CREATE FUNCTION public.add_dimension(t regclass, d text, if_not_exists boolean) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('add_dimension', t::text, d) $$;
CREATE FUNCTION public.add_continuous_aggregate_policy(t regclass, start_offset interval, end_offset interval,
  schedule_interval interval, if_not_exists boolean) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('add_continuous_aggregate_policy', t::text, start_offset::text) $$;
CREATE FUNCTION public.add_compression_policy(t regclass, i interval, if_not_exists boolean) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('add_compression_policy', t::text, i::text) $$;
CREATE FUNCTION public.add_retention_policy(t regclass, i interval, if_not_exists boolean) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('add_retention_policy', t::text, i::text) $$;
CREATE FUNCTION public.time_bucket(i interval, t timestamptz) RETURNS date LANGUAGE sql IMMUTABLE
  AS $$ SELECT (t AT TIME ZONE 'UTC')::date $$;
CREATE FUNCTION public.drop_chunks(t regclass, older_than timestamptz) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('drop_chunks', t::text, (older_than AT TIME ZONE 'UTC')::date::text) $$;
CREATE FUNCTION public.add_job(p text, i interval) RETURNS void LANGUAGE sql
  AS $$ SELECT stand_in.note('add_job', p, i::text) $$;
CREATE SCHEMA timescaledb_information;
GRANT USAGE ON SCHEMA timescaledb_information TO PUBLIC;
CREATE VIEW timescaledb_information.jobs AS
  SELECT DISTINCT split_part(target, '.', 2) AS proc_name FROM stand_in.calls WHERE name = 'add_job';
CREATE VIEW timescaledb_information.continuous_aggregates AS
  SELECT 'metrics'::text AS view_schema, 'metrics'::text AS materialization_hypertable_schema,
         'materialized'::text AS materialization_hypertable_name;
GRANT SELECT ON ALL TABLES IN SCHEMA timescaledb_information TO PUBLIC;
`;

/**
 * Installs the stand-in.
 *
 * @param db An empty database.
 */
export async function installTimescaleStandIn(db: PGlite): Promise<void> {
  await db.exec(STAND_IN);
}

/**
 * Cuts out of a file of the pack what only the extension understands.
 *
 * @param sql The file's text.
 * @returns Text that plain PostgreSQL runs.
 */
export function withoutExtension(sql: string): string {
  return sql
    .replace("CREATE EXTENSION IF NOT EXISTS timescaledb;", "")
    .replaceAll(
      /CREATE MATERIALIZED VIEW IF NOT EXISTS (\S+)\s+WITH \(timescaledb[^)]*\) AS/g,
      "CREATE OR REPLACE VIEW $1 AS",
    )
    .replaceAll("WITH NO DATA", "")
    .replaceAll(/ALTER TABLE \S+ SET \(timescaledb[^)]*\);/g, "");
}
