-- Keycloak's role and database, beside the application's on one instance: both are replicated to
-- the standby region together, so users and what they own never part.
-- The Job sets the password afterwards, from the secret store.
SELECT 'CREATE ROLE keycloak NOLOGIN'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keycloak') \gexec

-- Its pools hold a few connections a replica; the rest of the instance is the application's.
ALTER ROLE keycloak LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT 20;

-- On a managed database the administrator is no superuser: whoever gives away must be a member.
GRANT keycloak TO CURRENT_USER;

-- Cannot run in a transaction, which psql opens for no statement of a file by itself.
SELECT 'CREATE DATABASE keycloak OWNER keycloak'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'keycloak') \gexec

REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
