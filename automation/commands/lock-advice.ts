/** Says what to do where an operation failed for a reason that a command mends. */
import type { Console } from "../console";
import type { Outcome } from "../engine/run";
import type { OpenStack } from "../engine/workspace";
import { PROJECT } from "../project";
import { holdersInMessage, holderText, lockVerdict } from "../repair/locks";
import { repairCommand } from "../repair/repair";

/**
 * @param open The stack.
 * @param outcome How the operation ended.
 * @param console Where to say it.
 */
export function lockAdvice(open: OpenStack, { failure }: Outcome, console: Console): void {
  if (failure?.kind === "locked") console.say(lockedText(open, failure.message));
  if (failure?.kind === "no-stack") {
    console.say(
      `Make it once, with the key that is to guard its secrets: pulumi stack init ${open.name} ` +
        `--secrets-provider "awskms://alias/${PROJECT}-state?region=REGION"`,
    );
  }
}

/**
 * Who holds the lock, as far as the engine's refusal tells, and the command that clears it.
 *
 * @param open The stack.
 * @param message The engine's refusal.
 */
export function lockedText(open: Pick<OpenStack, "name" | "environment">, message: string): string {
  const verdict = lockVerdict(holdersInMessage(message));
  switch (verdict.kind) {
    case "alive":
      return `It is being changed by ${holderText(verdict.holder)}: wait for it.`;
    case "stale":
      return `Whoever held the lock is gone. To clear it: ${repairCommand(open)} --force-lock`;
    case "elsewhere":
      return `If ${holderText(verdict.holder)} no longer works: ${repairCommand(open)} --force-lock`;
    case "free":
      return `If nobody works on it any more: ${repairCommand(open)} --force-lock`;
    default:
      return verdict satisfies never;
  }
}
