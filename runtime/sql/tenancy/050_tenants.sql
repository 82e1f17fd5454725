-- The life of a tenant: create, move. No cloud resource changes: on-boarding is a row.
-- CREATE SCHEMA runs as platform_owner inside these functions, so it needs the right on the
-- database; nobody else gets it.
DO $$ BEGIN
  EXECUTE format('GRANT CREATE ON DATABASE %I TO platform_owner', current_database());
END $$;
SET ROLE platform_owner;

CREATE OR REPLACE FUNCTION platform.record(action text, tenant uuid, detail jsonb) RETURNS void
  LANGUAGE sql SET search_path = '' AS $$
  INSERT INTO platform.audit_log (action, tenant_id, detail) VALUES (action, tenant, detail);
  INSERT INTO platform.outbox (tenant_id, topic, payload) VALUES (tenant, 'tenant.' || action, detail);
$$;

-- The schema of a tenant: from the id, never from text that somebody typed.
CREATE OR REPLACE FUNCTION platform.own_schema_name(tenant uuid) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = '' AS $$ SELECT 'tenant_' || replace(tenant::text, '-', '') $$;

-- Makes the schema of one tenant: its tables, and a check that no other tenant's row fits in.
CREATE OR REPLACE FUNCTION platform.make_schema(tenant uuid) RETURNS text
  LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  home text := platform.own_schema_name(tenant);
  member record;
BEGIN
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', home);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO tenant_access', home);
  PERFORM platform.copy_template(home);
  FOR member IN SELECT relname FROM pg_catalog.pg_class
                WHERE relnamespace = home::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %I.%I DROP CONSTRAINT IF EXISTS only_this_tenant', home, member.relname);
    EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT only_this_tenant CHECK (tenant_id = %L::uuid)',
                   home, member.relname, tenant);
  END LOOP;
  RETURN home;
END $$;

-- Creates a tenant and places it: a schema of its own (CREATE SCHEMA) while the cell is under
-- its cap, the pooled tables above it. The same call again changes nothing.
CREATE OR REPLACE FUNCTION platform.create_tenant(
  slug text, name text, tier text, residency text, id uuid DEFAULT gen_random_uuid()
) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  cell platform.cell;
  known platform.tenants;
  home text := 'pooled';
  where_to text := 'pooled';
BEGIN
  -- One at a time: the cap is a count.
  SELECT * INTO cell FROM platform.cell FOR UPDATE;
  IF create_tenant.residency IS DISTINCT FROM cell.residency THEN
    RAISE EXCEPTION 'tenant "%" has residency "%", this cell holds "%" data: create it in a cell of its residency',
      slug, create_tenant.residency, cell.residency USING ERRCODE = 'check_violation';
  END IF;
  SELECT * INTO known FROM platform.tenants t WHERE t.id = create_tenant.id OR t.slug = create_tenant.slug;
  IF FOUND THEN
    IF known.id = create_tenant.id AND known.slug = create_tenant.slug AND known.tier = create_tenant.tier THEN
      RETURN known.id;
    END IF;
    RAISE EXCEPTION 'tenant "%" exists with another id, slug or tier', slug USING ERRCODE = 'unique_violation';
  END IF;
  IF (SELECT count(*) FROM platform.tenants t WHERE t.placement = 'schema') < cell.schema_cap THEN
    where_to := 'schema';
    home := platform.own_schema_name(create_tenant.id);
  END IF;
  -- The registry's checks judge slug and tier before any schema is made.
  INSERT INTO platform.tenants (id, slug, name, tier, residency, placement, schema_name)
  VALUES (create_tenant.id, create_tenant.slug, create_tenant.name, create_tenant.tier,
          create_tenant.residency, where_to, home);
  IF where_to = 'schema' THEN
    PERFORM platform.make_schema(create_tenant.id);
  END IF;
  PERFORM platform.record('create', create_tenant.id,
    jsonb_build_object('placement', where_to, 'tier', create_tenant.tier));
  RETURN create_tenant.id;
END $$;

-- The registry's row of a tenant, locked until the transaction ends.
CREATE OR REPLACE FUNCTION platform.locked_tenant(tenant uuid) RETURNS platform.tenants
  LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  known platform.tenants;
BEGIN
  SELECT * INTO known FROM platform.tenants WHERE id = tenant FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'tenant % is not in this cell', tenant USING ERRCODE = 'no_data_found';
  END IF;
  RETURN known;
END $$;

-- Moves a tenant's rows between the pooled tables and a schema of its own, in one transaction.
CREATE OR REPLACE FUNCTION platform.move_tenant(tenant uuid, target_placement text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  known platform.tenants;
  home text;
  member record;
  copied bigint;
  total bigint := 0;
BEGIN
  known := platform.locked_tenant(tenant);
  IF target_placement NOT IN ('schema', 'pooled') THEN
    RAISE EXCEPTION 'placement is "schema" or "pooled", got "%"', target_placement;
  END IF;
  IF known.placement = target_placement THEN
    RETURN;
  END IF;
  home := CASE target_placement WHEN 'schema' THEN platform.make_schema(tenant) ELSE 'pooled' END;
  PERFORM set_config('app.current_tenant', tenant::text, true);
  SET CONSTRAINTS ALL DEFERRED;
  FOR member IN SELECT relname FROM pg_catalog.pg_class
                WHERE relnamespace = 'tenant_template'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('INSERT INTO %I.%I SELECT * FROM %I.%I WHERE tenant_id = $1',
                   home, member.relname, known.schema_name, member.relname) USING tenant;
    GET DIAGNOSTICS copied = ROW_COUNT;
    total := total + copied;
  END LOOP;
  IF known.placement = 'schema' THEN
    EXECUTE format('DROP SCHEMA %I CASCADE', known.schema_name);
  ELSE
    FOR member IN SELECT relname FROM pg_catalog.pg_class
                  WHERE relnamespace = 'tenant_template'::regnamespace AND relkind = 'r' LOOP
      EXECUTE format('DELETE FROM pooled.%I WHERE tenant_id = $1', member.relname) USING tenant;
    END LOOP;
  END IF;
  UPDATE platform.tenants SET placement = target_placement, schema_name = home WHERE id = tenant;
  PERFORM platform.record('move', tenant, jsonb_build_object('to', target_placement, 'rows', total));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA platform FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.create_tenant(text, text, text, text, uuid),
  platform.move_tenant(uuid, text) TO tenancy_admin;
RESET ROLE;
