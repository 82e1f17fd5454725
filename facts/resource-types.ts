/** Resource types that we build: what they hold, how they are found again, who owns their fields. */
import { AWS_TYPES } from "./types-aws";
import { CLOUDFLARE_TYPES } from "./types-cloudflare";
import { KUBERNETES_TYPES } from "./types-kubernetes";
import type { TypeRow } from "./types-row";

export type { TypeRow } from "./types-row";

/** A password is part of what it protects: it lives in the engine's state, encrypted. */
const RANDOM_ROW: TypeRow = {
  line: "Security",
  holdsData: true,
  persistent: true,
  taggable: false,
};

/** Every type that we build, by token. */
export const RESOURCE_TYPES: Readonly<Record<string, TypeRow>> = {
  ...AWS_TYPES,
  ...CLOUDFLARE_TYPES,
  ...KUBERNETES_TYPES,
  "random:index/randomPassword:RandomPassword": RANDOM_ROW,
};

const rows = new Map(Object.entries(RESOURCE_TYPES));

/**
 * The facts of a type.
 *
 * @param type A type token, such as `aws:rds/instance:Instance`.
 * @returns undefined for a type that we do not build: unknown, not harmless.
 */
export function findResourceType(type: string): TypeRow | undefined {
  return rows.get(type);
}

/**
 * Says whether a type takes tags or labels; a type that is in no table does not.
 *
 * @param type A type token.
 */
export function isTaggable(type: string): boolean {
  return rows.get(type)?.taggable ?? false;
}

/**
 * Says whether a deletion would lose what nothing else holds; a type that is in no table does not.
 *
 * @param type A type token.
 */
export function isPersistentType(type: string): boolean {
  return rows.get(type)?.persistent ?? false;
}

/**
 * The inputs that the cloud changes by itself.
 *
 * @param type A type token.
 */
export function cloudOwnedFields(type: string): readonly string[] {
  return rows.get(type)?.cloudOwnedFields ?? [];
}
