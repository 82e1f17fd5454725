/** Reads the state of a stack from its backend, and writes it back. */
import { UserError } from "../exit-codes";
import { readState, writtenState, type StackState } from "./state";
import type { OpenStack } from "./workspace";

/**
 * @param open The stack.
 * @returns Its state as the backend has it now.
 */
export async function currentState(open: OpenStack): Promise<StackState> {
  return readState(await open.stack.exportStack());
}

/**
 * @param open The stack.
 * @param state Its state as it was read.
 * @param change What is different now.
 * @throws UserError if the backend does not take it.
 */
export async function writeState(
  open: OpenStack,
  state: StackState,
  change: Pick<StackState, "resources" | "pending">,
): Promise<void> {
  try {
    await open.stack.importStack(writtenState(state, change));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The repaired state could not be written: ${reason}`);
  }
}
