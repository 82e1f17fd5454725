-- Lifetime (seed, TimescaleDB Scaling: hot 90 days, cold 1 year, compression for older data).
-- Hot: rows, compressed after 7 days, for 90 days. Cold: aggregates here and Parquet in object
-- storage, both for 1 year. A chunk is dropped only when its archive has been verified.
SET ROLE metrics_owner;
ALTER TABLE metrics.downloads SET (timescaledb.compress,
  timescaledb.compress_segmentby = 'tenant_id', timescaledb.compress_orderby = 'at DESC');
ALTER TABLE metrics.impressions SET (timescaledb.compress,
  timescaledb.compress_segmentby = 'tenant_id', timescaledb.compress_orderby = 'at DESC');
SELECT add_compression_policy('metrics.downloads', INTERVAL '7 days', if_not_exists => true);
SELECT add_compression_policy('metrics.impressions', INTERVAL '7 days', if_not_exists => true);
SELECT add_retention_policy('metrics.downloads_daily', INTERVAL '1 year', if_not_exists => true);
SELECT add_retention_policy('metrics.impressions_daily', INTERVAL '1 year', if_not_exists => true);

-- One row a day and table: written by the archiver, verified by a second read of the object.
CREATE TABLE IF NOT EXISTS metrics.archived_days (
  hypertable text NOT NULL CHECK (hypertable IN ('downloads', 'impressions')),
  day date NOT NULL,
  rows bigint NOT NULL CHECK (rows >= 0),
  object_key text NOT NULL,
  verified_at timestamptz,
  PRIMARY KEY (hypertable, day)
);

-- Drops days older than 90 days up to the first one whose archive is missing or unverified.
CREATE OR REPLACE PROCEDURE metrics.drop_archived_days(job_id integer DEFAULT 0, config jsonb DEFAULT '{}')
  LANGUAGE plpgsql AS $$
DECLARE
  name text;
  hot_until CONSTANT timestamptz := date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - INTERVAL '90 days';
  oldest date;
  safe_until date;
BEGIN
  FOREACH name IN ARRAY ARRAY['downloads', 'impressions'] LOOP
    EXECUTE format('SELECT min(at AT TIME ZONE ''UTC'')::date FROM metrics.%I', name) INTO oldest;
    CONTINUE WHEN oldest IS NULL;
    SELECT coalesce(min(d)::date, hot_until::date) INTO safe_until
    FROM generate_series(oldest::timestamp, (hot_until - INTERVAL '1 day')::timestamp, INTERVAL '1 day') AS d
    WHERE NOT EXISTS (SELECT FROM metrics.archived_days a
                      WHERE a.hypertable = name AND a.day = d::date AND a.verified_at IS NOT NULL);
    PERFORM public.drop_chunks(format('metrics.%I', name)::regclass,
                               older_than => least(safe_until::timestamp AT TIME ZONE 'UTC', hot_until));
  END LOOP;
END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM timescaledb_information.jobs WHERE proc_name = 'drop_archived_days') THEN
    PERFORM public.add_job('metrics.drop_archived_days', INTERVAL '1 day');
  END IF;
END $$;
GRANT USAGE ON SCHEMA metrics TO app_archiver;
GRANT SELECT ON metrics.downloads, metrics.impressions TO app_archiver;
GRANT SELECT, INSERT, UPDATE ON metrics.archived_days TO app_archiver;
RESET ROLE;
