-- The relational tables of a tenant. They stand once in tenant_template (always empty) and are
-- copied from there: into a schema per tenant, and once into the pooled schema.
-- Every key begins with tenant_id, so that a foreign key cannot cross tenants either.
SET ROLE platform_owner;

CREATE TABLE IF NOT EXISTS tenant_template.members (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  subject text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, subject)
);

CREATE TABLE IF NOT EXISTS tenant_template.api_keys (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- SHA-256 of the key; the key itself is shown once and stored nowhere.
  key_sha256 bytea NOT NULL CHECK (octet_length(key_sha256) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Keys rotate quarterly (seed, Authentication & Authorization).
  expires_at timestamptz NOT NULL DEFAULT now() + interval '90 days',
  PRIMARY KEY (tenant_id, id),
  CHECK (expires_at <= created_at + interval '92 days')
);
CREATE INDEX IF NOT EXISTS api_keys_by_hash ON tenant_template.api_keys (tenant_id, key_sha256);

CREATE TABLE IF NOT EXISTS tenant_template.podcasts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  title text NOT NULL,
  feed_url text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, feed_url)
);

CREATE TABLE IF NOT EXISTS tenant_template.episodes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  podcast_id uuid NOT NULL,
  title text NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, podcast_id) REFERENCES tenant_template.podcasts (tenant_id, id)
    ON DELETE CASCADE DEFERRABLE
);
CREATE INDEX IF NOT EXISTS episodes_by_podcast
  ON tenant_template.episodes (tenant_id, podcast_id, published_at DESC);

CREATE TABLE IF NOT EXISTS tenant_template.sponsors (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE IF NOT EXISTS tenant_template.campaigns (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  sponsor_id uuid NOT NULL,
  podcast_id uuid NOT NULL,
  budget_cents bigint NOT NULL CHECK (budget_cents >= 0),
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, sponsor_id) REFERENCES tenant_template.sponsors (tenant_id, id)
    ON DELETE CASCADE DEFERRABLE,
  FOREIGN KEY (tenant_id, podcast_id) REFERENCES tenant_template.podcasts (tenant_id, id)
    ON DELETE CASCADE DEFERRABLE
);
CREATE INDEX IF NOT EXISTS campaigns_by_podcast
  ON tenant_template.campaigns (tenant_id, podcast_id, starts_on);

-- Makes every table of the template that the target schema lacks, with its indexes, checks and
-- foreign keys, and isolates it. Run again after the template grew, it adds what is new.
CREATE OR REPLACE FUNCTION platform.copy_template(target text) RETURNS void
  LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  source record;
  reference record;
BEGIN
  FOR source IN SELECT c.oid, c.relname FROM pg_catalog.pg_class c
                WHERE c.relnamespace = 'tenant_template'::regnamespace AND c.relkind = 'r'
                ORDER BY c.relname LOOP
    IF to_regclass(format('%I.%I', target, source.relname)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I.%I (LIKE tenant_template.%I INCLUDING ALL)',
                     target, source.relname, source.relname);
    END IF;
    PERFORM platform.isolate(format('%I.%I', target, source.relname)::regclass);
  END LOOP;
  -- LIKE does not copy foreign keys: they follow once every table is there.
  FOR reference IN
    SELECT k.conname, t.relname AS from_table,
           replace(pg_get_constraintdef(k.oid), 'REFERENCES tenant_template.',
                   format('REFERENCES %I.', target)) AS definition
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class t ON t.oid = k.conrelid
    WHERE k.contype = 'f' AND k.connamespace = 'tenant_template'::regnamespace LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                   WHERE k.conname = reference.conname
                     AND k.conrelid = format('%I.%I', target, reference.from_table)::regclass) THEN
      EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s',
                     target, reference.from_table, reference.conname, reference.definition);
    END IF;
  END LOOP;
END $$;

SELECT platform.copy_template('pooled');
-- Tenants that came before the template grew.
SELECT platform.copy_template(schema_name) FROM platform.tenants WHERE placement = 'schema';
RESET ROLE;
