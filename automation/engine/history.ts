/** Whether a stack has ever been whole: its first bring-up is no increase of anything. */
import type { UpdateSummary } from "@pulumi/pulumi/automation";
import type { OpenStack } from "./workspace";

/** Operations looked at, the newest first: a bring-up that never ended leaves few behind. */
const OPERATIONS_READ = 20;

/**
 * @param open The stack.
 * @returns True where an update has ended well since the stack was last empty.
 */
export async function wasWhole(open: OpenStack): Promise<boolean> {
  return endedWell(await open.stack.history(OPERATIONS_READ, 1, false));
}

/** @param operations Operations on a stack, the newest first. */
export function endedWell(operations: readonly Pick<UpdateSummary, "kind" | "result">[]): boolean {
  const decisive = operations.find(
    ({ kind, result }) => result === "succeeded" && (kind === "update" || kind === "destroy"),
  );
  return decisive?.kind === "update";
}
