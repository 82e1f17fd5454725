/** How the `platform` command ends: the contract that CI files and scripts rely on. */

/** Exit codes by meaning. */
export const EXIT = {
  done: 0,
  error: 1,
  /** A policy, or the cost increase of this change, blocks. */
  blocked: 2,
  /** What exists differs from what the state says. */
  drift: 3,
  /** The stack file, an option or the environment is wrong; nothing was touched. */
  badConfiguration: 4,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure that a user can understand and act on: shown without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";

  /**
   * @param message What is wrong and what to do.
   * @param exitCode How the command ends.
   */
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.error,
  ) {
    super(message);
  }
}
