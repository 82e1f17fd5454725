-- Metering: each tenant's share of what is shared (seed, Per-Tenant Cost Tracking).
SET ROLE platform_owner;

-- Adds to the usage of the tenant of this transaction; a tenant cannot meter another one.
CREATE OR REPLACE FUNCTION platform.meter(what text, amount numeric) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF platform.current_tenant() IS NULL THEN
    RAISE EXCEPTION 'no tenant is set: call platform.use_tenant first';
  END IF;
  INSERT INTO platform.usage_daily AS u (tenant_id, day, metric, quantity)
  VALUES (platform.current_tenant(), (now() AT TIME ZONE 'UTC')::date, what, amount)
  ON CONFLICT (tenant_id, day, metric) DO UPDATE SET quantity = u.quantity + EXCLUDED.quantity;
END $$;

-- Writes today's storage of every tenant: its own schema to the byte, its pooled rows by size.
CREATE OR REPLACE FUNCTION platform.measure_storage() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  known platform.tenants;
  member record;
  part numeric;
  bytes numeric;
BEGIN
  FOR known IN SELECT * FROM platform.tenants LOOP
    PERFORM set_config('app.current_tenant', known.id::text, true);
    bytes := 0;
    FOR member IN SELECT oid, relname FROM pg_catalog.pg_class
                  WHERE relnamespace = known.schema_name::regnamespace AND relkind = 'r' LOOP
      IF known.placement = 'schema' THEN
        part := pg_total_relation_size(member.oid);
      ELSE
        EXECUTE format('SELECT coalesce(sum(pg_column_size(t)), 0) FROM %I.%I t WHERE t.tenant_id = $1',
                       known.schema_name, member.relname) INTO part USING known.id;
      END IF;
      bytes := bytes + part;
    END LOOP;
    INSERT INTO platform.usage_daily (tenant_id, day, metric, quantity)
    VALUES (known.id, (now() AT TIME ZONE 'UTC')::date, 'storage_bytes', bytes)
    ON CONFLICT (tenant_id, day, metric) DO UPDATE SET quantity = EXCLUDED.quantity;
  END LOOP;
  PERFORM set_config('app.current_tenant', '', true);
END $$;

-- Hands a batch of unshipped events to the shipper, in order, each to one shipper only. The
-- shipper commits after it has written them: a crash before that hands them out again.
CREATE OR REPLACE FUNCTION platform.claim_outbox(batch integer DEFAULT 500)
  RETURNS SETOF platform.outbox LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE platform.outbox SET shipped_at = now()
  WHERE id IN (SELECT id FROM platform.outbox WHERE shipped_at IS NULL
               ORDER BY id LIMIT batch FOR UPDATE SKIP LOCKED)
  RETURNING *
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA platform FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.meter(text, numeric) TO tenant_access;
GRANT EXECUTE ON FUNCTION platform.measure_storage(), platform.claim_outbox(integer) TO app_scheduler;
RESET ROLE;
