/** The closed lists that policy names are made of: `<group>-<resource>-<verb>-<fact>`. */

/** What a policy protects. The order is the order of the README table. */
export const GROUPS = [
  "encryption",
  "exposure",
  "residency",
  "cost",
  "resilience",
  "workload",
  "audit",
] as const;

/** One of {@link GROUPS}. */
export type Group = (typeof GROUPS)[number];

/** What a policy demands of a fact: that it holds, that it never holds, that it stays in bounds. */
export const VERBS = ["require", "forbid", "limit"] as const;

/** One of {@link VERBS}. */
export type Verb = (typeof VERBS)[number];

/** A policy name taken apart. */
export interface PolicyName {
  readonly group: Group;
  /** Kebab-case, such as `rds-instance`. */
  readonly resource: string;
  readonly verb: Verb;
  /** Kebab-case, such as `storage-encryption`. */
  readonly fact: string;
}

const NAME = new RegExp(
  `^(${GROUPS.join("|")})-([a-z0-9]+(?:-[a-z0-9]+)*?)-(${VERBS.join("|")})-([a-z0-9]+(?:-[a-z0-9]+)*)$`,
);

/**
 * Takes a policy name apart.
 *
 * @param name The name of a policy.
 * @throws Error where the name is not made of the closed lists.
 */
export function parsePolicyName(name: string): PolicyName {
  const match = NAME.exec(name);
  const group = GROUPS.find((known) => known === match?.[1]);
  const verb = VERBS.find((known) => known === match?.[3]);
  const [resource, fact] = [match?.[2], match?.[4]];
  if (group === undefined || verb === undefined || resource === undefined || fact === undefined) {
    throw new Error(
      `policy name "${name}" is not <group>-<resource>-<verb>-<fact>, with group ${GROUPS.join(" | ")} and verb ${VERBS.join(" | ")}`,
    );
  }
  return { group, resource, verb, fact };
}
