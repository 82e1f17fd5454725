-- The only way in for applications. PL/pgSQL functions and not plain views: a caller's filter
-- runs on what the function returned, so a filter that raises an error with the value in it
-- cannot show another tenant's row. The views are for tools that want a relation.
SET ROLE metrics_owner;

CREATE OR REPLACE FUNCTION metrics.tenant_of_transaction() RETURNS uuid
  LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  tenant CONSTANT uuid := nullif(current_setting('app.current_tenant', true), '')::uuid;
BEGIN
  IF tenant IS NULL THEN
    RAISE EXCEPTION 'no tenant is set: SELECT set_config(''app.current_tenant'', …, true) first';
  END IF;
  RETURN tenant;
END $$;

CREATE OR REPLACE FUNCTION metrics_api.read_downloads(since timestamptz, until timestamptz)
  RETURNS SETOF metrics.downloads LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY SELECT d.* FROM metrics.downloads d
    WHERE d.tenant_id = metrics.tenant_of_transaction() AND d.at >= since AND d.at < until;
END $$;

CREATE OR REPLACE FUNCTION metrics_api.read_impressions(since timestamptz, until timestamptz)
  RETURNS SETOF metrics.impressions LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY SELECT i.* FROM metrics.impressions i
    WHERE i.tenant_id = metrics.tenant_of_transaction() AND i.at >= since AND i.at < until;
END $$;

CREATE OR REPLACE FUNCTION metrics_api.read_downloads_daily(since date, until date)
  RETURNS SETOF metrics.downloads_daily LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY SELECT d.* FROM metrics.downloads_daily d
    WHERE d.tenant_id = metrics.tenant_of_transaction() AND d.day >= since AND d.day < until;
END $$;

CREATE OR REPLACE FUNCTION metrics_api.read_impressions_daily(since date, until date)
  RETURNS SETOF metrics.impressions_daily LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY SELECT i.* FROM metrics.impressions_daily i
    WHERE i.tenant_id = metrics.tenant_of_transaction() AND i.day >= since AND i.day < until;
END $$;

-- The tenant comes from the transaction, never from the event.
CREATE OR REPLACE FUNCTION metrics_api.write_download(
  at timestamptz, episode_id uuid, country char(2), client text, bytes bigint
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO metrics.downloads VALUES (metrics.tenant_of_transaction(), at, episode_id, country, client, bytes);
END $$;

CREATE OR REPLACE FUNCTION metrics_api.write_impression(
  at timestamptz, campaign_id uuid, episode_id uuid, listened_seconds integer
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO metrics.impressions VALUES (metrics.tenant_of_transaction(), at, campaign_id, episode_id, listened_seconds);
END $$;

CREATE OR REPLACE VIEW metrics_api.downloads_daily AS
  SELECT * FROM metrics_api.read_downloads_daily((now() - INTERVAL '1 year')::date, (now() + INTERVAL '1 day')::date);
CREATE OR REPLACE VIEW metrics_api.impressions_daily AS
  SELECT * FROM metrics_api.read_impressions_daily((now() - INTERVAL '1 year')::date, (now() + INTERVAL '1 day')::date);

-- Erasure of one tenant, driven by the events of the relational outbox. The aggregates outlive
-- the rows that they were made of, so refreshing them would lose every other tenant's history:
-- their own tables are cleared instead.
CREATE OR REPLACE FUNCTION metrics_api.erase_tenant(tenant uuid) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  part bigint;
  total bigint := 0;
  aggregate record;
BEGIN
  FOR aggregate IN SELECT materialization_hypertable_schema AS s, materialization_hypertable_name AS t
                   FROM timescaledb_information.continuous_aggregates WHERE view_schema = 'metrics' LOOP
    EXECUTE format('DELETE FROM %I.%I WHERE tenant_id = $1', aggregate.s, aggregate.t) USING tenant;
  END LOOP;
  DELETE FROM metrics.downloads WHERE tenant_id = tenant;
  GET DIAGNOSTICS part = ROW_COUNT;
  total := total + part;
  DELETE FROM metrics.impressions WHERE tenant_id = tenant;
  GET DIAGNOSTICS part = ROW_COUNT;
  RETURN total + part;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA metrics FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA metrics_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  metrics_api.read_downloads(timestamptz, timestamptz), metrics_api.read_impressions(timestamptz, timestamptz),
  metrics_api.read_downloads_daily(date, date), metrics_api.read_impressions_daily(date, date),
  metrics_api.write_download(timestamptz, uuid, char, text, bigint),
  metrics_api.write_impression(timestamptz, uuid, uuid, integer) TO metrics_access;
GRANT SELECT ON metrics_api.downloads_daily, metrics_api.impressions_daily TO metrics_access;
GRANT EXECUTE ON FUNCTION metrics_api.erase_tenant(uuid) TO app_archiver;
RESET ROLE;
