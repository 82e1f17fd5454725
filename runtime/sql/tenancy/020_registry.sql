-- The registry: which tenants this cell holds, where their rows are, and what was done to them.
CREATE SCHEMA IF NOT EXISTS platform AUTHORIZATION platform_owner;
CREATE SCHEMA IF NOT EXISTS tenant_template AUTHORIZATION platform_owner;
CREATE SCHEMA IF NOT EXISTS pooled AUTHORIZATION platform_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA platform TO tenant_access, tenancy_admin;
GRANT USAGE ON SCHEMA pooled TO tenant_access;
SET ROLE platform_owner;

-- What the cell is. One row; the Job hands the values over as settings of its session.
CREATE TABLE IF NOT EXISTS platform.cell (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  residency text NOT NULL CHECK (residency IN ('us', 'eu')),
  -- Tenants with a schema of their own; above it tables are shared, since thousands of schemas
  -- make every migration take hours.
  schema_cap integer NOT NULL CHECK (schema_cap >= 0)
);
INSERT INTO platform.cell (residency, schema_cap)
VALUES (current_setting('platform.residency'), current_setting('platform.schema_cap')::integer)
ON CONFLICT (only_row) DO UPDATE SET schema_cap = EXCLUDED.schema_cap
  WHERE platform.cell.residency = EXCLUDED.residency;
DO $$ BEGIN
  IF (SELECT residency FROM platform.cell) <> current_setting('platform.residency') THEN
    RAISE EXCEPTION 'this database holds % data; it cannot become a cell for %',
      (SELECT residency FROM platform.cell), current_setting('platform.residency');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION platform.cell_residency() RETURNS text
  LANGUAGE sql STABLE SET search_path = '' AS $$ SELECT residency FROM platform.cell $$;

CREATE TABLE IF NOT EXISTS platform.tenants (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  tier text NOT NULL CHECK (tier IN ('standard', 'professional', 'enterprise')),
  -- Residency is written into every row and checked against the cell: a restore or a copy
  -- into a cell of the other residency cannot insert a single tenant.
  residency text NOT NULL CHECK (residency = platform.cell_residency()),
  placement text NOT NULL CHECK (placement IN ('schema', 'pooled')),
  schema_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, schema_name)
);
CREATE UNIQUE INDEX IF NOT EXISTS tenants_own_schema ON platform.tenants (schema_name)
  WHERE placement = 'schema';

-- Append-only: who did what to which tenant. Holds no personal data, so it outlives an erasure.
CREATE TABLE IF NOT EXISTS platform.audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL DEFAULT session_user,
  action text NOT NULL CHECK (action IN ('create', 'export', 'erase', 'move')),
  tenant_id uuid NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE OR REPLACE FUNCTION platform.refuse_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;
CREATE OR REPLACE TRIGGER audit_log_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- Events for the rest of the platform (time series, objects, cache, standby region). A shipper
-- reads it in order and writes to replicated storage: the event stream of a pilot-light standby.
CREATE TABLE IF NOT EXISTS platform.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  tenant_id uuid NOT NULL,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  shipped_at timestamptz
);
CREATE INDEX IF NOT EXISTS outbox_unshipped ON platform.outbox (id) WHERE shipped_at IS NULL;

-- What each tenant used, by day: the key by which shared cost is split.
CREATE TABLE IF NOT EXISTS platform.usage_daily (
  tenant_id uuid NOT NULL,
  day date NOT NULL,
  metric text NOT NULL
    CHECK (metric IN ('api_requests', 'database_ms', 'storage_bytes', 'egress_bytes', 'worker_ms')),
  quantity numeric NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (tenant_id, day, metric)
);
RESET ROLE;
