/** Before `up` changes anything: an earlier run may have left a lock or open ends. */
import type { Settlement } from "../documents";
import type { OpenStack } from "../engine/workspace";
import { UserError } from "../exit-codes";
import { clearLock, holdersOf, repairCommand, settledText, settlePending } from "../repair/repair";
import { holderText, lockVerdict } from "../repair/locks";
import { currentState } from "../engine/stored-state";
import { counted } from "../text";
import { consent } from "./consent";
import type { CommonOptions, Context } from "./context";

/**
 * Repairs what an interrupted run has left: by itself with `--yes`, after a question otherwise.
 *
 * @param context Where the command runs.
 * @param open The stack.
 * @param options Whether to ask.
 * @returns What was settled.
 * @throws UserError if somebody works on the stack, or an open end could not be settled.
 */
export async function repairBeforeUp(
  context: Context,
  open: OpenStack,
  options: CommonOptions,
): Promise<readonly Settlement[]> {
  const { console } = context;
  const holders = holdersOf(open, context.variables.PULUMI_BACKEND_URL);
  const given = options.yes === true;
  const ask = (question: string): Promise<boolean> =>
    consent({ console, given, question, command: repairCommand(open) });
  if (holders !== undefined && lockVerdict(holders).kind === "stale") {
    const who = holders.map(holderText).join("; ");
    if (!(await ask(`A lock of ${who} is left over. Clear it?`))) throw refused();
  }
  await clearLock({ open, console, holders, force: false });
  const state = await currentState(open);
  if (state.pending.length === 0) return [];
  const open_ends = counted(state.pending.length, "operation");
  if (!(await ask(`${open_ends} of an interrupted run have no end. Settle them?`))) throw refused();
  const { settled, errors } = await settlePending(open, console, state);
  console.say(`Settled what an interrupted run left open:\n${settledText(settled)}`);
  if (errors.length > 0) throw new UserError(errors.join("\n"));
  return settled;
}

function refused(): UserError {
  return new UserError("Nothing was changed: an earlier run was interrupted, and comes first.");
}
