-- Data export and erasure (GDPR, articles 15, 17 and 20).
SET ROLE platform_owner;

-- Every row that the cell's database holds of one tenant, one JSON object a row.
CREATE OR REPLACE FUNCTION platform.export_tenant(tenant uuid)
  RETURNS TABLE (object text, content jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  known platform.tenants;
  member record;
BEGIN
  SELECT * INTO known FROM platform.tenants WHERE id = tenant;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'tenant % is not in this cell', tenant USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM set_config('app.current_tenant', tenant::text, true);
  PERFORM platform.record('export', tenant, '{}');
  RETURN QUERY SELECT 'tenant', to_jsonb(known);
  FOR member IN SELECT relname FROM pg_catalog.pg_class
                WHERE relnamespace = 'tenant_template'::regnamespace AND relkind = 'r' ORDER BY relname LOOP
    RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(t) FROM %I.%I t WHERE t.tenant_id = $1',
                                member.relname, known.schema_name, member.relname) USING tenant;
  END LOOP;
  RETURN QUERY SELECT 'usage_daily', to_jsonb(u) FROM platform.usage_daily u WHERE u.tenant_id = tenant;
END $$;

-- Erases a tenant. The slug is asked for again, so that a mistyped id erases nothing. Backups
-- keep the rows until they expire: the horizon is docs/decisions' business, not this function's.
CREATE OR REPLACE FUNCTION platform.erase_tenant(tenant uuid, confirm_slug text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  known platform.tenants;
  member record;
  removed bigint;
  total bigint := 0;
BEGIN
  known := platform.locked_tenant(tenant);
  IF known.slug IS DISTINCT FROM confirm_slug THEN
    RAISE EXCEPTION 'tenant % is not called "%": nothing was erased', tenant, confirm_slug;
  END IF;
  PERFORM set_config('app.current_tenant', tenant::text, true);
  SET CONSTRAINTS ALL DEFERRED;
  FOR member IN SELECT relname FROM pg_catalog.pg_class
                WHERE relnamespace = 'tenant_template'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('SELECT count(*) FROM %I.%I WHERE tenant_id = $1', known.schema_name, member.relname)
      INTO removed USING tenant;
    total := total + removed;
  END LOOP;
  -- Counted first: a delete of a parent takes its children with it, unseen by ROW_COUNT.
  FOR member IN SELECT relname FROM pg_catalog.pg_class
                WHERE relnamespace = 'tenant_template'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('DELETE FROM %I.%I WHERE tenant_id = $1', known.schema_name, member.relname) USING tenant;
  END LOOP;
  IF known.placement = 'schema' THEN
    -- Deferred foreign keys hold pending checks on the tables that are about to go.
    SET CONSTRAINTS ALL IMMEDIATE;
    EXECUTE format('DROP SCHEMA %I CASCADE', known.schema_name);
  END IF;
  DELETE FROM platform.usage_daily WHERE tenant_id = tenant;
  DELETE FROM platform.outbox WHERE tenant_id = tenant AND shipped_at IS NOT NULL;
  DELETE FROM platform.tenants WHERE id = tenant;
  PERFORM platform.record('erase', tenant, jsonb_build_object('rows', total));
  RETURN total;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA platform FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.export_tenant(uuid), platform.erase_tenant(uuid, text) TO tenancy_admin;
RESET ROLE;
