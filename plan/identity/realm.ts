/**
 * The realm of a cell as Keycloak's administration API takes it. Keys are Keycloak's own.
 * Source: Keycloak Admin REST API, RealmRepresentation and ClientRepresentation; Server
 * Administration Guide, the sections named below.
 */
import { TOKEN_LIFETIME_SECONDS } from "../../facts/seed";

/** Claims of a token that the gateway and the API read. */
export const CLAIMS = { tenant: "tenant_id", roles: "roles" } as const;

/** `aud` of the tokens that the API takes. */
export const AUDIENCE = "api";

/** Roles of a tenant's members, each with those below it: as the table `members` spells them. */
const TENANT_ROLES = ["owner", "admin", "analyst", "viewer"] as const;

/** A piece of JSON as the API takes it. */
export type Representation = Readonly<Record<string, unknown>>;

/** What the realm depends on. */
export interface RealmArgs {
  readonly realm: string;
  /** Origin of the dashboard. */
  readonly origin: string;
}

/**
 * A week without a refresh ends a session, and so does a week in all: a refresh token can live no
 * longer than its session. Section "Session and token timeouts".
 */
function lifetimes(): Representation {
  const { access, refresh } = TOKEN_LIFETIME_SECONDS;
  return {
    accessTokenLifespan: access,
    accessTokenLifespanForImplicitFlow: access,
    ssoSessionIdleTimeout: refresh,
    ssoSessionMaxLifespan: refresh,
    clientSessionIdleTimeout: refresh,
    clientSessionMaxLifespan: refresh,
    offlineSessionIdleTimeout: refresh,
    offlineSessionMaxLifespanEnabled: true,
    offlineSessionMaxLifespan: refresh,
    // A refresh token serves once: a stolen one shows itself when the owner uses it.
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
  };
}

/** Sections "Password guess: brute force attacks" and "Password policies". */
function guards(): Representation {
  return {
    // Plain HTTP is answered for nobody, not even from private addresses.
    sslRequired: "all",
    registrationAllowed: false,
    editUsernameAllowed: false,
    loginWithEmailAllowed: true,
    duplicateEmailsAllowed: false,
    bruteForceProtected: true,
    permanentLockout: false,
    failureFactor: 10,
    waitIncrementSeconds: 60,
    maxFailureWaitSeconds: 900,
    maxDeltaTimeSeconds: 43_200,
    quickLoginCheckMilliSeconds: 1000,
    minimumQuickLoginWaitSeconds: 60,
    passwordPolicy:
      "length(12) and notUsername(undefined) and notEmail(undefined) and passwordHistory(5)",
    defaultSignatureAlgorithm: "RS256",
    eventsEnabled: true,
    // Ninety days, as all audit logs of the cell. Seed, Infrastructure Monitoring.
    eventsExpiration: 90 * 24 * 3600,
    adminEventsEnabled: true,
    // Details would put what an administrator typed into the table of events.
    adminEventsDetailsEnabled: false,
  };
}

function mapper(name: string, kind: string, config: Representation): Representation {
  return {
    name,
    protocol: "openid-connect",
    protocolMapper: kind,
    config: { "access.token.claim": "true", "id.token.claim": "false", ...config },
  };
}

/** Section "Protocol mappers": the tenant, the roles and the audience. */
const MAPPERS: readonly Representation[] = [
  mapper("tenant", "oidc-usermodel-attribute-mapper", {
    "user.attribute": CLAIMS.tenant,
    "claim.name": CLAIMS.tenant,
    "jsonType.label": "String",
  }),
  mapper("roles", "oidc-usermodel-realm-role-mapper", {
    "claim.name": CLAIMS.roles,
    "jsonType.label": "String",
    multivalued: "true",
  }),
  mapper("audience", "oidc-audience-mapper", { "included.client.audience": AUDIENCE }),
];

/** A browser keeps no secret: it proves itself by PKCE. Section "OpenID Connect clients". */
function dashboard(origin: string): Representation {
  return {
    clientId: "dashboard",
    name: "Dashboard",
    publicClient: true,
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: false,
    fullScopeAllowed: true,
    // Exact addresses: a pattern would let any page of the origin take codes.
    redirectUris: [`${origin}/auth/callback`],
    webOrigins: [origin],
    attributes: {
      "pkce.code.challenge.method": "S256",
      "post.logout.redirect.uris": `${origin}/`,
    },
    protocolMappers: MAPPERS,
  };
}

/** Takes tokens and asks for none: it is a name for `aud`. */
function api(): Representation {
  return {
    clientId: AUDIENCE,
    name: "API",
    publicClient: false,
    standardFlowEnabled: false,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: false,
  };
}

/** Each role holds those below it. */
function roles(): readonly Representation[] {
  return TENANT_ROLES.map((role, index) => {
    const below = TENANT_ROLES.slice(index + 1).map((each) => `tenant-${each}`);
    return {
      name: `tenant-${role}`,
      description: `${role} of the user's own tenant`,
      ...(below.length === 0 ? {} : { composite: true, composites: { realm: below } }),
    };
  });
}

/**
 * A user's tenant can be seen and set by administrators alone: who could edit the attribute would
 * choose a tenant. Section "Managing user profiles".
 */
function userProfile(): Representation {
  const administrators = { view: ["admin"], edit: ["admin"] };
  const own = { view: ["admin", "user"], edit: ["admin", "user"] };
  const attribute = (name: string, permissions: Representation): Representation => ({
    name,
    displayName: `\${${name}}`,
    permissions,
    multivalued: false,
  });
  return {
    unmanagedAttributePolicy: "DISABLED",
    attributes: [
      attribute("username", own),
      { ...attribute("email", own), required: { roles: ["user"] }, validations: { email: {} } },
      attribute("firstName", own),
      attribute("lastName", own),
      {
        ...attribute(CLAIMS.tenant, administrators),
        required: { roles: ["admin"] },
        validations: { uuid: {} },
      },
    ],
  };
}

/**
 * The files of a realm by name: `settings` makes or changes it, `parts` brings what is missing,
 * `client-*` changes a client that is there, `profile` says which attributes users have.
 *
 * @param args Name of the realm, and the dashboard's origin.
 */
export function realmFiles({ realm, origin }: RealmArgs): Readonly<Record<string, Representation>> {
  const clients = [dashboard(origin), api()];
  return {
    "settings.json": { realm, enabled: true, ...lifetimes(), ...guards() },
    "parts.json": { ifResourceExists: "SKIP", roles: { realm: roles() }, clients },
    "client-dashboard.json": dashboard(origin),
    "client-api.json": api(),
    "profile.json": userProfile(),
  };
}
