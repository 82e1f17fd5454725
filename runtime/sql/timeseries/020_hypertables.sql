-- Raw events, partitioned by time and by tenant (seed, Data Partitioning). `residency` is checked
-- against the cell, as in the relational database.
SET ROLE metrics_owner;
CREATE TABLE IF NOT EXISTS metrics.cell (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  residency text NOT NULL CHECK (residency IN ('us', 'eu'))
);
INSERT INTO metrics.cell (residency) VALUES (current_setting('platform.residency'))
ON CONFLICT (only_row) DO NOTHING;
DO $$ BEGIN
  IF (SELECT residency FROM metrics.cell) <> current_setting('platform.residency') THEN
    RAISE EXCEPTION 'this database holds % data; it cannot become a cell for %',
      (SELECT residency FROM metrics.cell), current_setting('platform.residency');
  END IF;
END $$;

CREATE TABLE IF NOT EXISTS metrics.downloads (
  tenant_id uuid NOT NULL,
  at timestamptz NOT NULL,
  episode_id uuid NOT NULL,
  country char(2) NOT NULL,
  client text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0)
);
CREATE TABLE IF NOT EXISTS metrics.impressions (
  tenant_id uuid NOT NULL,
  at timestamptz NOT NULL,
  campaign_id uuid NOT NULL,
  episode_id uuid NOT NULL,
  listened_seconds integer NOT NULL CHECK (listened_seconds >= 0)
);

-- A day a chunk keeps a chunk of year 3 (50 TB a year over 4 partitions) within memory reach.
SELECT create_hypertable('metrics.downloads', by_range('at', INTERVAL '1 day'), if_not_exists => true);
SELECT add_dimension('metrics.downloads', by_hash('tenant_id', 4), if_not_exists => true);
SELECT create_hypertable('metrics.impressions', by_range('at', INTERVAL '1 day'), if_not_exists => true);
SELECT add_dimension('metrics.impressions', by_hash('tenant_id', 4), if_not_exists => true);

CREATE INDEX IF NOT EXISTS downloads_by_episode ON metrics.downloads (tenant_id, episode_id, at DESC);
CREATE INDEX IF NOT EXISTS impressions_by_campaign ON metrics.impressions (tenant_id, campaign_id, at DESC);
RESET ROLE;
