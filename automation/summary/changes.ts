/** What a preview would change, by component, with what can hurt first. */
import { isPersistentType } from "../../facts/resource-types";
import type { ResourceState, Step } from "../engine/events";
import { nameOf } from "../text";

/** How one resource changes. */
export type ChangeKind = "create" | "update" | "replace" | "delete" | "import" | "keep" | "forget";

/** One resource that a preview names. */
export interface Change {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: ChangeKind;
  /** The outermost component that it belongs to, such as `network` ; `stack` for what has none. */
  readonly component: string;
  /** Input paths that change. */
  readonly paths: readonly string[];
  /** Inputs that force the replacement. */
  readonly replacedBy: readonly string[];
  /** Deletes or replaces something that holds data. */
  readonly dangerous: boolean;
  /** False for components and other things that exist in the program only. */
  readonly custom: boolean;
}

/** What each operation of the engine means for whoever reads a preview. */
const KINDS: Readonly<Record<string, ChangeKind>> = {
  create: "create",
  "create-replacement": "replace",
  replace: "replace",
  "delete-replaced": "replace",
  update: "update",
  delete: "delete",
  import: "import",
  "import-replacement": "replace",
  same: "keep",
  refresh: "keep",
  read: "keep",
  "read-replacement": "keep",
  "read-discard": "keep",
  discard: "forget",
  "discard-replaced": "forget",
  "remove-pending-replace": "forget",
};

/**
 * The order in which changes are shown, the most dangerous first; of several operations on one
 * resource (a replacement is three) the first in this order counts.
 */
const BY_DANGER: readonly ChangeKind[] = [
  "replace",
  "delete",
  "forget",
  "update",
  "import",
  "create",
  "keep",
];

/**
 * @param steps Every step that a preview named.
 * @returns One change a resource, the dangerous ones first, then by component and name.
 */
export function changesOf(steps: readonly Step[]): readonly Change[] {
  const parents = parentsOf(steps);
  const changes = new Map<string, Change>();
  for (const step of steps) {
    const change = changeOf(step, parents);
    const known = changes.get(step.urn);
    if (known === undefined || rank(change) < rank(known)) changes.set(step.urn, change);
  }
  return [...changes.values()].toSorted(
    (a, b) =>
      Number(b.dangerous) - Number(a.dangerous) ||
      a.component.localeCompare(b.component) ||
      rank(a) - rank(b) ||
      a.name.localeCompare(b.name),
  );
}

/** @param changes Changes of a preview: those that alter something outside of the program. */
export function realChanges(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ kind, custom }) => kind !== "keep" && custom);
}

/**
 * Counts by kind, in the order of danger, without what stays as it is.
 *
 * @param changes Changes of one preview or of one component.
 */
export function countsOf(changes: readonly Change[]): readonly (readonly [ChangeKind, number])[] {
  return BY_DANGER.map(
    (kind) => [kind, changes.filter((change) => change.kind === kind).length] as const,
  ).filter(([kind, count]) => kind !== "keep" && count > 0);
}

/** @param changes Changes to be shown together: by component, in the order in which they come. */
export function byComponent(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    groups.set(change.component, [...(groups.get(change.component) ?? []), change]);
  }
  return new Map([...groups].toSorted(([a], [b]) => a.localeCompare(b)));
}

function changeOf(step: Step, parents: ReadonlyMap<string, string>): Change {
  const kind = KINDS[step.op] ?? "update";
  const state: ResourceState | undefined = step.new ?? step.old;
  return {
    urn: step.urn,
    type: step.type,
    name: nameOf(step.urn),
    kind,
    component: componentOf(step.urn, parents),
    paths: step.changedPaths,
    replacedBy: step.replaceKeys,
    dangerous:
      (kind === "replace" || kind === "delete" || kind === "forget") && isPersistentType(step.type),
    custom: state?.custom === true && !step.type.startsWith("pulumi:"),
  };
}

function rank(change: Change): number {
  return BY_DANGER.indexOf(change.kind);
}

function parentsOf(steps: readonly Step[]): ReadonlyMap<string, string> {
  return new Map(steps.map(({ urn, new: next, old }) => [urn, (next ?? old)?.parent ?? ""]));
}

/** `platform:network:AwsNetwork` is shown as `network`. */
function componentOf(urn: string, parents: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let outermost = "stack";
  let at = urn;
  while (at !== "" && !seen.has(at)) {
    seen.add(at);
    const folder = /^platform:([^:]+):/.exec(at.split("::")[2]?.split("$").at(-1) ?? "")?.[1];
    if (folder !== undefined) outermost = folder;
    at = parents.get(at) ?? "";
  }
  return outermost;
}
