-- Roles of the time-series database. Row-level security cannot stand on compressed hypertables or
-- on continuous aggregates, so isolation rests on grants: nobody but the owner may touch a
-- hypertable, a chunk or an aggregate; applications read and write through functions that filter
-- by the tenant of the transaction.
CREATE EXTENSION IF NOT EXISTS timescaledb;
DO $$
DECLARE
  -- TimescaleDB starts the jobs of a hypertable as its owner, who must be able to log in. The
  -- owner has no password, so that nobody does so over the network.
  wanted CONSTANT jsonb :=
    '{"metrics_owner": true, "metrics_access": false, "app_api": true, "app_worker": true, "app_archiver": true}';
  role_name text;
  may_login boolean;
BEGIN
  FOR role_name, may_login IN SELECT key, value::boolean FROM jsonb_each_text(wanted) LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I', role_name);
    END IF;
    EXECUTE format('ALTER ROLE %I %s NOCREATEDB NOCREATEROLE', role_name,
                   CASE WHEN may_login THEN 'LOGIN' ELSE 'NOLOGIN' END);
  END LOOP;
  -- A session that may make temporary functions could smuggle one into a filter.
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
GRANT metrics_owner TO CURRENT_USER;
GRANT metrics_access TO app_api, app_worker;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO metrics_owner;
CREATE SCHEMA IF NOT EXISTS metrics AUTHORIZATION metrics_owner;
CREATE SCHEMA IF NOT EXISTS metrics_api AUTHORIZATION metrics_owner;
GRANT USAGE ON SCHEMA metrics_api TO metrics_access, app_archiver;
