-- Roles. Nobody here is a superuser and nobody may bypass row-level security: on Amazon RDS and
-- Cloud SQL the master user is neither, so nothing in this pack needs it.
-- podcast_app is who the pooler is for API, workers and scheduler alike; app_tenancy runs the life
-- of tenants; app_scheduler measures and ships events. Passwords are set by the Job that applies the
-- pack, from the secret store, never from here.
DO $$
DECLARE
  -- name -> may it log in? Applications log in; owners and groups do not.
  wanted CONSTANT jsonb := '{
    "platform_owner": false, "tenant_access": false, "tenancy_admin": false,
    "podcast_app": true, "app_scheduler": true, "app_tenancy": true
  }';
  role_name text;
  may_login boolean;
BEGIN
  FOR role_name, may_login IN SELECT key, value::boolean FROM jsonb_each_text(wanted) LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I', role_name);
    END IF;
    -- NOBYPASSRLS and NOSUPERUSER are the defaults of CREATE ROLE; naming them in ALTER ROLE
    -- would need a superuser. The check below holds them instead.
    EXECUTE format('ALTER ROLE %I %s NOCREATEDB NOCREATEROLE', role_name,
                   CASE WHEN may_login THEN 'LOGIN' ELSE 'NOLOGIN' END);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles
             WHERE rolname IN (SELECT jsonb_object_keys(wanted)) AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION 'a role of the tenancy pack is a superuser or bypasses row-level security';
  END IF;
END $$;

-- Whoever applies the pack must be able to hand objects to their owner.
GRANT platform_owner TO CURRENT_USER;
GRANT tenant_access TO podcast_app, app_scheduler;
GRANT tenancy_admin TO app_tenancy;

-- A forgotten WHERE must not hold a connection of the pool for ever.
ALTER ROLE podcast_app SET statement_timeout = '60s';
ALTER ROLE podcast_app SET idle_in_transaction_session_timeout = '10s';
