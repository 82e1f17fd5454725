/** Roles of the database and the Secrets with their passwords, in the form that the operator wants. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { SecretOutputs, TimeSeriesRole } from "../../contract";
import type { MirroredSecrets } from "../../compute/kubernetes/secrets";
import { RELOAD_LABELS } from "./names";

/** Everybody who can log in, by what the role is for. */
export type LoginRole = "superuser" | "owner" | TimeSeriesRole | "archiver";

/** A role that logs in. */
interface Login {
  readonly username: string;
  /** Secret of the namespace with `username` and `password`. */
  readonly secretName: string;
}

function login(role: LoginRole, username: string): Login {
  return { username, secretName: `timeseries-${role}` };
}

/** All who log in. Names of the application's roles: runtime/sql/timeseries, 010_roles. */
export const LOGINS = {
  superuser: login("superuser", "postgres"),
  owner: login("owner", "metrics_admin"),
  api: login("api", "app_api"),
  worker: login("worker", "app_worker"),
  archiver: login("archiver", "app_archiver"),
} as const satisfies Record<LoginRole, Login>;

/** Applies the SQL pack; nobody else uses it. */
export const SUPERUSER: Login = LOGINS.superuser;

/** Owns the database and, by the pack, nothing in it. */
export const OWNER: Login = LOGINS.owner;

/** Names of the roles, in a stable order. */
export const LOGIN_ROLES = Object.keys(LOGINS) as readonly LoginRole[];

/** Nobody logs in as a group. */
const GROUP = { name: "metrics_access", ensure: "present", login: false } as const;

/**
 * Owns the tables. TimescaleDB starts jobs as their owner and refuses one who may not log in;
 * without a password nobody does so over the network.
 */
const TABLE_OWNER = {
  name: "metrics_owner",
  ensure: "present",
  login: true,
  disablePassword: true,
} as const;

function member({ username, secretName }: Login, inRoles: readonly string[]) {
  return {
    name: username,
    ensure: "present",
    login: true,
    passwordSecret: { name: secretName },
    // The operator takes away every membership that is not stated, the pack's own among them.
    ...(inRoles.length === 0 ? {} : { inRoles: [...inRoles] }),
  } as const;
}

/**
 * Roles whose passwords follow their Secrets. Groups stand first, since a member needs them.
 * Source: CloudNativePG, "PostgreSQL Role Management".
 */
export const MANAGED_ROLES = [
  TABLE_OWNER,
  GROUP,
  member(LOGINS.api, ["metrics_access"]),
  member(LOGINS.worker, ["metrics_access"]),
  member(LOGINS.archiver, []),
] as const;

/**
 * Mirrors the passwords into the namespace.
 *
 * @param mirrored Secrets of the namespace.
 * @param stored Where the passwords are.
 * @returns What the cluster comes after.
 */
export function mirrorLogins(
  mirrored: MirroredSecrets,
  stored: Readonly<Record<LoginRole, SecretOutputs>>,
): readonly CustomResource[] {
  return LOGIN_ROLES.map((role) =>
    mirrored.mirror({
      name: LOGINS[role].secretName,
      from: stored[role],
      keys: { username: "username", password: "password" },
      type: "kubernetes.io/basic-auth",
      labels: RELOAD_LABELS,
    }),
  );
}
