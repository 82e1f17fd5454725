/** What every function has: a log, a clock that waits, and settings. */

/** Writes one line; never values of secrets. */
export type Log = (level: "info" | "warn" | "error", message: string, fields?: object) => void;

/**
 * Writes to the function's log group, one object a line, as Lambda's JSON format takes it.
 *
 * @param level How grave it is.
 * @param message What happened.
 * @param fields What it happened to.
 */
export const log: Log = (level, message, fields = {}) => {
  console[level]({ message, ...fields });
};

/**
 * Waits.
 *
 * @param milliseconds How long.
 */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * A setting that must be there.
 *
 * @param name Name of the environment variable.
 * @throws Error that names it, if it is not set.
 */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

/**
 * The name of an error, by which the SDK tells errors apart.
 *
 * @param error Whatever was thrown.
 */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
