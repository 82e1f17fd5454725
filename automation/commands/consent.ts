/** Asks before something happens. */
import type { Console } from "../console";
import { UserError } from "../exit-codes";

/** What to ask. */
export interface ConsentArgs {
  readonly console: Console;
  /** `--yes` was given. */
  readonly given: boolean;
  readonly question: string;
  /** The command that does it without asking. */
  readonly command: string;
}

/**
 * @param args The question.
 * @returns True where it was allowed, by `--yes` or by the answer.
 * @throws UserError where nobody is there to answer.
 */
export async function consent(args: ConsentArgs): Promise<boolean> {
  const { console, given, question, command } = args;
  if (given) return true;
  if (!console.interactive) {
    throw new UserError(`Nobody is here to answer "${question}". To do it: ${command}`);
  }
  const answer = await console.ask(`${question} [y/N] `);
  return /^y(es)?$/i.test(answer);
}
