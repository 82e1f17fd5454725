-- Isolation: the tenant of the transaction, and one policy on every table that holds tenant rows.
SET ROLE platform_owner;

-- The tenant of this transaction; null when none is set, and then no row is visible.
CREATE OR REPLACE FUNCTION platform.current_tenant() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE SET search_path = ''
  AS $$ SELECT nullif(current_setting('app.current_tenant', true), '')::uuid $$;

-- Puts one table under tenant_isolation: composite key first, row-level security enabled and
-- forced (a table's owner is otherwise exempt), reads and writes alike.
CREATE OR REPLACE FUNCTION platform.isolate(target regclass) RETURNS void
  LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = target AND i.indisprimary AND a.attname = 'tenant_id'
  ) THEN
    RAISE EXCEPTION '% needs a primary key that begins with tenant_id', target;
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('DROP POLICY IF EXISTS tenant_isolation ON %s', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s
       USING (tenant_id = nullif(current_setting(''app.current_tenant'', true), '''')::uuid)
       WITH CHECK (tenant_id = nullif(current_setting(''app.current_tenant'', true), '''')::uuid)',
    target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO tenant_access', target);
END $$;

-- The application's first statement in each transaction. Transaction-local on purpose: behind a
-- pooler in transaction mode a session setting would leak to the next tenant on the connection.
CREATE OR REPLACE FUNCTION platform.use_tenant(tenant uuid) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  home text;
BEGIN
  SELECT schema_name INTO home FROM platform.tenants WHERE id = tenant;
  IF home IS NULL THEN
    RAISE EXCEPTION 'tenant % is not in this cell', tenant USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM set_config('app.current_tenant', tenant::text, true);
  PERFORM set_config('app.current_schema', home, true);
END $$;

-- The schema that holds the rows of the tenant of this transaction, for `SET LOCAL search_path`.
CREATE OR REPLACE FUNCTION platform.current_schema_name() RETURNS text
  LANGUAGE sql STABLE SET search_path = ''
  AS $$ SELECT current_setting('app.current_schema', true) $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA platform FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.use_tenant(uuid), platform.current_tenant(),
  platform.current_schema_name() TO tenant_access;
GRANT EXECUTE ON FUNCTION platform.cell_residency() TO tenant_access, tenancy_admin;
RESET ROLE;
