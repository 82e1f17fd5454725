/** What stays in the account after a destroy, because the program says so. */
import type { Step } from "../engine/events";
import { nameOf } from "../text";

/** Something that stays. */
export interface Outliving {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly why: string;
}

/** @param steps Every step that the preview of a destroy named. */
export function outlivingOf(steps: readonly Step[]): readonly Outliving[] {
  return steps.flatMap((step) => {
    const why = reasonOf(step);
    if (why === undefined) return [];
    const id = step.old?.id ?? "";
    return [{ urn: step.urn, type: step.type, why, ...(id === "" ? {} : { id }) }];
  });
}

function reasonOf({ type, urn, old }: Step): string | undefined {
  const inputs = old?.inputs ?? {};
  if (old?.retainOnDelete === true) return "kept by the program (retainOnDelete)";
  switch (type) {
    case "aws:rds/instance:Instance": {
      const name = inputs.finalSnapshotIdentifier;
      if (inputs.skipFinalSnapshot === true) return undefined;
      return `leaves the snapshot ${typeof name === "string" ? name : `of ${nameOf(urn)}`}`;
    }
    case "aws:kms/key:Key":
      return `waits ${daysText(inputs.deletionWindowInDays, 30)} before it is gone`;
    case "aws:secretsmanager/secret:Secret":
      return inputs.recoveryWindowInDays === 0
        ? undefined
        : `can be restored for ${daysText(inputs.recoveryWindowInDays, 30)}`;
    default:
      return undefined;
  }
}

/** Both services wait 30 days by default. Source: AWS KMS and Secrets Manager API references. */
function daysText(value: unknown, defaultDays: number): string {
  return `${typeof value === "number" ? value : defaultDays} days`;
}
