/** What each role may do in the cache, as access lists of Valkey. */
import type { CacheRole } from "../contract";

/**
 * Keys of the application begin with the tenant in braces, which is also what a cluster hashes:
 * `{tenant}:…`. The pattern binds a role to keys that belong to some tenant; which tenant is the
 * application's contract.
 */
const TENANT_KEYS = "~{*}:*";

/** Keys of Celery: queues and results, bindings, messages that are being worked on. */
const QUEUE_KEYS = "~celery* ~_kombu* ~unacked*";

/** What a client library asks before its first command; `info` is Celery's version check. */
const HANDSHAKE = "+@connection +info +command +cluster|slots +cluster|shards +cluster|nodes";

/** Reading and writing without what stops or empties a server. */
const USE = "-@all +@read +@write +@transaction +@pubsub +@scripting -@dangerous";

/**
 * Access lists by role. Source: Valkey, "ACL"; Amazon ElastiCache User Guide, "Role-Based Access
 * Control (RBAC)", which takes the same strings without `>` passwords.
 */
export const ACCESS_STRINGS = {
  api: `on ${TENANT_KEYS} ${QUEUE_KEYS} resetchannels &* ${USE} ${HANDSHAKE}`,
  worker: `on ${TENANT_KEYS} ${QUEUE_KEYS} resetchannels &* ${USE} ${HANDSHAKE}`,
  scheduler: `on ${QUEUE_KEYS} resetchannels &* ${USE} ${HANDSHAKE}`,
  // The scaler reads lengths by a script. Source: KEDA, scaler "Redis Lists".
  autoscaler: "on ~celery* resetchannels -@all +@connection +eval +type +llen +zcard +scard +hlen",
  // The counting service adds to a counter and lets it end. Source: envoyproxy/ratelimit, "Redis".
  gateway: "on ~ratelimit:* resetchannels -@all +@connection +incrby +expire",
} as const satisfies Record<CacheRole, string>;

/** Nobody: the name that every client has without a password. */
export const NO_ACCESS = "off -@all";

/**
 * First part of every key of one enterprise tenant, in the caches and in the queues. It begins
 * with a word, so that the pattern of the shared roles, which begins with a brace, never fits; the
 * braces are what a cluster hashes.
 *
 * @param tenant Name of the tenant.
 */
export function tenantKeyPrefix(tenant: string): string {
  return `tenant{${tenant}}:`;
}

/**
 * The access list of one enterprise tenant: its own keys and channels and no others.
 *
 * @param tenant Name of the tenant.
 */
export function tenantAccess(tenant: string): string {
  const own = `${tenantKeyPrefix(tenant)}*`;
  return `on ~${own} resetchannels &${own} ${USE} ${HANDSHAKE}`;
}
