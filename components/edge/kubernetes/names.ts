/** Names by which others find the gateway, and what it tells those behind it. */

/**
 * Port of the gateway's listener, its Service and its pods alike: above 1024, so that pods need no
 * right to take it, and the listener's own number stays theirs.
 * Source: Envoy Gateway documentation, "Port translation": lower ports are moved up by 10,000.
 */
export const GATEWAY_PORT = 8443;

/** Path at which a proxy answers for itself, whatever the host: the load balancer asks there. */
export const GATEWAY_HEALTH_PATH = "/healthz/gateway";

/** The Gateway, its listener and its Service. */
export const GATEWAY = { name: "public", listener: "https", service: "gateway" } as const;

/** Namespaces whose routes the gateway takes, beside the application's. */
export const ROUTED_NAMESPACES = ["identity"] as const;

/**
 * Who calls, as the gateway has verified it. Whatever a client writes there is taken away before
 * anything else happens.
 */
export const IDENTITY_HEADERS = {
  key: "x-verified-key-id",
  user: "x-verified-user-id",
  tenant: "x-verified-tenant-id",
  roles: "x-verified-roles",
} as const;

/** Header that carries an API key. */
export const API_KEY_HEADER = "x-api-key";

/** Where the API says whose a key is; no route leads there from outside. */
export const KEY_VERIFICATION_PATH = "/internal/api-keys/verify";
