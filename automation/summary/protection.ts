/** Why a stack cannot be taken down yet, and how it can. */
import type { StateResource } from "../engine/state";
import { counted } from "../text";

/** The stack that is to go. */
export interface GoingStack {
  readonly name: string;
  readonly simulated: boolean;
  readonly resources: readonly Pick<StateResource, "type" | "protect">[];
}

/**
 * One message instead of the engine's, which has three lines for each protected resource.
 *
 * @param stack The stack that is to go.
 * @returns undefined where nothing is protected.
 */
export function protectionRefusal({ name, simulated, resources }: GoingStack): string | undefined {
  const kept = resources.filter(({ protect }) => protect === true);
  if (kept.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { type } of kept) {
    const kind = type.split(":").at(-1) ?? type;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts]
    .toSorted(([a, these], [b, those]) => those - these || (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind} ${count}`);
  const command = (verb: string): string =>
    `npm run -s platform -- ${verb} --stack ${name}${simulated ? " --simulate" : ""}`;
  return [
    `${name} keeps its data: ${counted(kept.length, "resource")} refuse to be deleted (${kinds.join(", ")}).`,
    "Nothing was removed. To take it down for good:",
    `  1. Set podcast-platform:decommission to ${name} in Pulumi.${name}.yaml, reviewed as any change.`,
    `  2. ${command("up")} lifts the protection, and removes nothing.`,
    `  3. ${command("destroy")} leaves last snapshots and the key that opens them.`,
  ].join("\n");
}
