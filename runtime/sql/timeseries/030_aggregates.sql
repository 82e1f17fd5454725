-- Pre-computed metrics (seed, TimescaleDB Scaling). Refreshed behind the writers; late events of
-- the last three days are folded in.
SET ROLE metrics_owner;
CREATE MATERIALIZED VIEW IF NOT EXISTS metrics.downloads_daily
  WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
  SELECT tenant_id, episode_id, country, time_bucket(INTERVAL '1 day', at) AS day,
         count(*) AS downloads, sum(bytes) AS bytes
  FROM metrics.downloads GROUP BY tenant_id, episode_id, country, time_bucket(INTERVAL '1 day', at)
  WITH NO DATA;
CREATE MATERIALIZED VIEW IF NOT EXISTS metrics.impressions_daily
  WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
  SELECT tenant_id, campaign_id, episode_id, time_bucket(INTERVAL '1 day', at) AS day,
         count(*) AS impressions, sum(listened_seconds) AS listened_seconds
  FROM metrics.impressions GROUP BY tenant_id, campaign_id, episode_id, time_bucket(INTERVAL '1 day', at)
  WITH NO DATA;
SELECT add_continuous_aggregate_policy('metrics.downloads_daily', start_offset => INTERVAL '3 days',
  end_offset => INTERVAL '1 hour', schedule_interval => INTERVAL '30 minutes', if_not_exists => true);
SELECT add_continuous_aggregate_policy('metrics.impressions_daily', start_offset => INTERVAL '3 days',
  end_offset => INTERVAL '1 hour', schedule_interval => INTERVAL '30 minutes', if_not_exists => true);
RESET ROLE;
