-- Requests of tenants about their data (GDPR, articles 15, 17 and 20). The application writes them,
-- Jobs of the platform fulfil them: exports within the hour, erasures after a time of grace.
SET ROLE platform_owner;

-- Days in which an erasure can be taken back; the Job hands the number over as a setting.
ALTER TABLE platform.cell ADD COLUMN IF NOT EXISTS erasure_grace_days integer NOT NULL DEFAULT 7
  CHECK (erasure_grace_days >= 0);
UPDATE platform.cell SET erasure_grace_days =
  coalesce(nullif(current_setting('platform.erasure_grace_days', true), '')::integer, erasure_grace_days);

-- Holds no personal data once it is finished: the slug goes with the tenant.
CREATE TABLE IF NOT EXISTS platform.privacy_requests (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('export', 'erase')),
  confirm_slug text,
  requested_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL,
  finished_at timestamptz,
  outcome text CHECK ((outcome IS NULL) = (finished_at IS NULL)),
  CHECK (kind = 'export' OR confirm_slug IS NOT NULL OR finished_at IS NOT NULL)
);
CREATE UNIQUE INDEX IF NOT EXISTS privacy_requests_one_open
  ON platform.privacy_requests (tenant_id, kind) WHERE finished_at IS NULL;

-- Who asks: the tenant of this transaction and no other.
CREATE OR REPLACE FUNCTION platform.asking_tenant() RETURNS uuid
  LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF platform.current_tenant() IS NULL THEN
    RAISE EXCEPTION 'no tenant is set: call platform.use_tenant first';
  END IF;
  RETURN platform.current_tenant();
END $$;

-- Asks for an export. Asking again while one is open changes nothing.
CREATE OR REPLACE FUNCTION platform.request_export() RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  request uuid;
BEGIN
  INSERT INTO platform.privacy_requests (tenant_id, kind, due_at)
  VALUES (platform.asking_tenant(), 'export', now())
  ON CONFLICT (tenant_id, kind) WHERE finished_at IS NULL DO UPDATE SET kind = EXCLUDED.kind
  RETURNING id INTO request;
  RETURN request;
END $$;

-- Asks for the erasure of everything; the slug is asked for again, as proof of intent.
CREATE OR REPLACE FUNCTION platform.request_erasure(confirm_slug text) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  asking uuid := platform.asking_tenant();
  due timestamptz;
BEGIN
  IF NOT EXISTS (SELECT FROM platform.tenants t
                 WHERE t.id = asking AND t.slug = request_erasure.confirm_slug) THEN
    RAISE EXCEPTION 'tenant % is not called "%": nothing will be erased', asking, confirm_slug;
  END IF;
  INSERT INTO platform.privacy_requests AS r (tenant_id, kind, confirm_slug, due_at)
  SELECT asking, 'erase', request_erasure.confirm_slug, now() + make_interval(days => c.erasure_grace_days)
  FROM platform.cell c
  ON CONFLICT (tenant_id, kind) WHERE finished_at IS NULL DO UPDATE SET kind = EXCLUDED.kind
  RETURNING r.due_at INTO due;
  RETURN due;
END $$;

-- Takes an erasure back while its time of grace runs.
CREATE OR REPLACE FUNCTION platform.withdraw_erasure() RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE platform.privacy_requests
  SET finished_at = now(), outcome = 'withdrawn', confirm_slug = NULL
  WHERE tenant_id = platform.asking_tenant() AND kind = 'erase' AND finished_at IS NULL;
  RETURN FOUND;
END $$;

-- The next export to write, if any. One Job runs at a time; what it did not finish comes again.
CREATE OR REPLACE FUNCTION platform.next_export()
  RETURNS TABLE (request uuid, tenant uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id, r.tenant_id FROM platform.privacy_requests r
  JOIN platform.tenants t ON t.id = r.tenant_id
  WHERE r.kind = 'export' AND r.finished_at IS NULL ORDER BY r.requested_at LIMIT 1
$$;

-- Says where an export lies.
CREATE OR REPLACE FUNCTION platform.finish_export(request uuid, place text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE platform.privacy_requests SET finished_at = now(), outcome = place
  WHERE id = request AND kind = 'export' AND finished_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'request % is no open export', request;
  END IF;
END $$;

-- Where the newest export of the asking tenant lies; null until it is written.
CREATE OR REPLACE FUNCTION platform.latest_export() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.outcome FROM platform.privacy_requests r
  WHERE r.tenant_id = platform.asking_tenant() AND r.kind = 'export'
  ORDER BY r.requested_at DESC LIMIT 1
$$;

-- Erases every tenant whose time of grace is over. One that fails keeps none of the others.
CREATE OR REPLACE FUNCTION platform.erase_due() RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  due record;
  erased integer := 0;
BEGIN
  FOR due IN SELECT r.id, r.tenant_id, r.confirm_slug FROM platform.privacy_requests r
             WHERE r.kind = 'erase' AND r.finished_at IS NULL AND r.due_at <= now()
             ORDER BY r.due_at FOR UPDATE SKIP LOCKED LOOP
    BEGIN
      PERFORM platform.erase_tenant(due.tenant_id, due.confirm_slug);
      UPDATE platform.privacy_requests SET finished_at = now(), outcome = 'erased', confirm_slug = NULL
      WHERE id = due.id;
      -- An export that still waits has nothing left to read.
      UPDATE platform.privacy_requests SET finished_at = now(), outcome = 'erased'
      WHERE tenant_id = due.tenant_id AND finished_at IS NULL;
      erased := erased + 1;
    EXCEPTION WHEN OTHERS THEN
      RAISE WARNING 'erasure % failed: %', due.id, SQLERRM;
    END;
  END LOOP;
  RETURN erased;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA platform FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.request_export(), platform.request_erasure(text),
  platform.withdraw_erasure(), platform.latest_export() TO tenant_access;
GRANT EXECUTE ON FUNCTION platform.next_export(), platform.finish_export(uuid, text),
  platform.erase_due() TO tenancy_admin;
RESET ROLE;
