/** Writes the table of policies that policies/README.md shows. */
import { GROUPS } from "./names";
import type { PlatformPolicy } from "./policy";

/** More types than this are counted, not listed. */
const SHOWN_TYPES = 3;

const INTRODUCTION = `# The policies

What the pack \`podcast-platform\` judges, on any Pulumi program: \`pulumi preview --policy-pack policies\`.
A mandatory policy blocks; what cannot be decided at preview is reported as undecided and blocks too.
A stage of _resource_ runs before each resource is made, _stack_ once over all of them; a policy with
both stops an update without preview too.

The pack reads \`podcast-platform:residency\` (\`eu\` or \`us\`), \`podcast-platform:budget\` and
\`podcast-platform:environment\` (absent means production) from the stack file, or the same keys from
\`--policy-pack-config\`, where they stand with any policy that takes settings or under
\`"podcast-platform": {"enforcementLevel": "mandatory", …}\`. Exceptions are waivers in the stack file:

\`\`\`yaml
config:
  podcast-platform:waivers:
    - policy: resilience-rds-instance-require-multi-az
      resource: orders-replica # logical name or URN; * stands for any characters, but not alone
      owner: ann@podcast-platform.example
      reason: one zone is enough until the migration in spring
      expiry: "2027-03-31"
\`\`\`

A waived complaint becomes one advisory line. A waiver that has expired, is incomplete, too broad or
names no policy of this table blocks, and so does a pack configuration that weakens a policy.

<!-- This table is written by \`npx tsx policies/readme.ts\`. -->
`;

/**
 * The whole document.
 *
 * @param policies Every policy of the pack, its guards included.
 */
export function readmeOf(policies: readonly PlatformPolicy[]): string {
  const sections = GROUPS.flatMap((group) => {
    const members = policies.filter((policy) => policy.group === group);
    if (members.length === 0) return [];
    const rows = members.toSorted((one, other) => (one.name < other.name ? -1 : 1)).map(rowOf);
    return [`## ${group}\n\n${OPEN}\n\n${HEAD}\n${rows.join("\n")}\n\n${CLOSE}\n`];
  });
  return `${INTRODUCTION}\n${sections.join("\n")}`;
}

// Aligned columns would rewrite every line whenever one policy has a longer name.
const OPEN = "<!-- prettier-ignore-start -->";
const CLOSE = "<!-- prettier-ignore-end -->";

const HEAD = `| policy | level | stage | types | what is true of a good stack | frameworks | good | bad |
|---|---|---|---|---|---|---|---|`;

function rowOf(policy: PlatformPolicy): string {
  const level =
    policy.advisoryBecause === undefined ? "mandatory" : `advisory: ${policy.advisoryBecause}`;
  const stages = [
    ...(policy.judgeResource === undefined ? [] : ["resource"]),
    ...(policy.judgeStack === undefined ? [] : ["stack"]),
  ];
  const cells = [
    `\`${policy.name}\``,
    level,
    stages.join(", "),
    typesOf(policy),
    policy.description,
    (policy.frameworks ?? []).join(", "),
    coded(policy.example?.good),
    coded(policy.example?.bad),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function typesOf({ types }: PlatformPolicy): string {
  if (types === "all") return "all";
  const rest = types.length - SHOWN_TYPES;
  const shown = types.slice(0, SHOWN_TYPES).map((type) => `\`${type}\``);
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join("<br>");
}

function coded(text: string | undefined): string {
  return text === undefined ? "" : `\`${text}\``;
}
