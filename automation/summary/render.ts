/** A judged preview as people read it in a terminal: what matters first, nothing twice. */
import type { Console } from "../console";
import { columns, counted, dollars, indented } from "../text";
import { byComponent, countsOf, type Change, type ChangeKind } from "./changes";
import type { Assessment } from "./assessment";
import type { CostSummary } from "./cost";
import type { PolicySummary } from "./policies";

/** Beyond this many changes a component is summed up instead of listed. */
const LISTED_PER_COMPONENT = 6;
/** Beyond this many changed inputs a line is cut. */
const PATHS_SHOWN = 4;

/** How each kind is said of a plan. */
const PLANNED: Readonly<Record<ChangeKind, string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to delete",
  import: "to import",
  keep: "unchanged",
  forget: "to forget",
};

/** How each kind is said of what is done. */
const DONE: Readonly<Record<ChangeKind, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  import: "imported",
  keep: "unchanged",
  forget: "forgotten",
};

/**
 * @param changes Changes to count.
 * @param tense Whether they are planned or done.
 */
export function countsText(changes: readonly Change[], tense: "planned" | "done"): string {
  const words = tense === "planned" ? PLANNED : DONE;
  const parts = countsOf(changes).map(([kind, count]) => `${count} ${words[kind]}`);
  return parts.length === 0 ? "no change" : parts.join(", ");
}

/**
 * The changes by component, what endangers data first.
 *
 * @param changes Changes of resources that exist in a cloud.
 * @param paint Colours.
 */
export function changesText(changes: readonly Change[], paint: Console["paint"]): string {
  if (changes.length === 0) return "Changes: none.";
  const dangerous = changes.filter((change) => change.dangerous);
  const warning =
    dangerous.length === 0
      ? []
      : [
          paint.red(paint.bold(`Data at risk: ${counted(dangerous.length, "resource")}`)),
          columns(dangerous.map(lineOf)),
        ];
  const groups = [...byComponent(changes)].map(([component, group]) => groupText(component, group));
  return [`Changes: ${countsText(changes, "planned")}`, ...warning, ...groups].join("\n");
}

/** Many creates or deletes of one component are summed up: what endangers data is listed above. */
function groupText(component: string, group: readonly Change[]): string {
  const head = `  ${component}: ${countsText(group, "planned")}`;
  const listed = group.filter(({ kind }) => {
    const alike = group.filter((other) => other.kind === kind).length;
    return alike <= LISTED_PER_COMPONENT || (kind !== "create" && kind !== "delete");
  });
  return listed.length === 0 ? head : `${head}\n${columns(listed.map(lineOf), "    ")}`;
}

function lineOf(change: Change): readonly string[] {
  const paths = change.kind === "replace" ? change.replacedBy : change.paths;
  const shown = paths.slice(0, PATHS_SHOWN).join(", ");
  const more = paths.length > PATHS_SHOWN ? ", …" : "";
  return [change.kind, change.name, change.type, change.kind === "create" ? "" : shown + more];
}

/**
 * @param policies What the pack said.
 * @param paint Colours.
 */
export function policiesText(policies: PolicySummary, paint: Console["paint"]): string {
  const { complaints, policyCount, checkCount } = policies;
  const head = `Policies: ${counted(policyCount, "policy", "policies")}, ${counted(checkCount, "check")}`;
  if (complaints.length === 0) return `${head}, ${paint.green("all ok")}.`;
  const blocking = complaints.filter(
    ({ standing }) => standing === "blocks" || standing === "undecided",
  );
  const verdict = policies.blocked
    ? paint.red(`${counted(blocking.length, "complaint")} block${blocking.length === 1 ? "s" : ""}`)
    : "nothing blocks";
  const lines = complaints.map(
    ({ standing, policy, message }) =>
      `  ${standing === "blocks" ? paint.red(standing) : standing}  ${policy}\n${indented(message, "    ")}`,
  );
  return [`${head}, ${verdict}.`, ...lines].join("\n");
}

/**
 * @param cost What the cell costs.
 * @param paint Colours.
 */
export function costText(cost: CostSummary, paint: Console["paint"]): string {
  const { estimate, sharedUsd, ceilingUsd, increaseUsd, allowedIncreaseUsd } = cost;
  const least = estimate.atLeast ? "at least " : "";
  const over = sharedUsd > ceilingUsd;
  const sum = `${least}${dollars(sharedUsd)} a month`;
  const standing = over
    ? paint.red(`over the ceiling of ${dollars(ceilingUsd)}`)
    : `ceiling ${dollars(ceilingUsd)}`;
  const change =
    increaseUsd === undefined || Math.abs(increaseUsd) < 0.5
      ? ""
      : `; this change ${increaseUsd > 0 ? "adds" : "saves"} ${dollars(Math.abs(increaseUsd))}`;
  const tenants = cost.tenants.map(
    (tenant) =>
      `\n  tenant ${tenant.name}: ${dollars(tenant.monthlyUsd)} a month, ceiling ${dollars(tenant.ceilingUsd)}.`,
  );
  const head = `Cost: ${sum}, ${standing}${change}.${tenants.join("")}`;
  if (!cost.blocked) return head;
  const advice = `Accept it with --accept-increase ${Math.ceil(increaseUsd ?? 0)}`;
  return `${head}\n  ${paint.red("blocks")}  the increase is above ${dollars(allowedIncreaseUsd)}, a fifth of the ceiling. ${advice}.`;
}

/**
 * The whole of a judged preview.
 *
 * @param assessment What was found.
 * @param paint Colours.
 */
export function assessmentText(assessment: Assessment, paint: Console["paint"]): string {
  const errors = assessment.errors.map((error) => `${paint.red("error")}  ${error}`);
  // What failed before the first resource has nothing else to tell.
  if (errors.length > 0 && assessment.changes.length === 0) return errors.join("\n");
  const parts = [
    changesText(assessment.real, paint),
    policiesText(assessment.policies, paint),
    costText(assessment.cost, paint),
    ...errors,
  ];
  return parts.join("\n");
}
