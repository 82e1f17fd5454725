/** From what the engine hands over to a configuration that is right, or one error with all faults. */
import { checkConfig } from "./checks";
import { ConfigError, mergeByKey, type Problem } from "./problems";
import { ConfigSchema, type CellConfig } from "./schema";
import { structuralProblems } from "./structure";

/** Raw values by key, without namespace: strings, numbers, booleans, lists and objects. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** Texts shorter than this are words like `aws`, and hiding them would garble every message. */
const MIN_SECRET_CHARS = 4;

function leaves(value: unknown): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);
  return typeof value === "string" && value.length >= MIN_SECRET_CHARS ? [value] : [];
}

/** A fault of one key may name the value of another, so secrets are hidden in every text. */
function hiding(raw: RawConfig, secretKeys: ReadonlySet<string>): (problem: Problem) => Problem {
  const secrets = [...secretKeys].flatMap((key) => leaves(raw[key]));
  const hide = (text: string): string =>
    secrets.reduce((hidden, secret) => hidden.replaceAll(secret, "[secret]"), text);
  return (problem) => {
    const isSecret = secretKeys.has(problem.key.split(".")[0] ?? "");
    return {
      ...problem,
      wrong: hide(problem.wrong),
      allowed: hide(problem.allowed),
      ...(isSecret && problem.got !== undefined ? { got: "[secret]" } : {}),
    };
  };
}

/**
 * Checks a configuration whole: shape, limits, and what keys demand of each other.
 *
 * @param raw Values by key, without the namespace.
 * @param stack Name of the stack, for the message.
 * @param secretKeys Top-level keys that the engine keeps as secrets; their values are not printed.
 * @throws ConfigError with every problem.
 */
export function parseConfig(
  raw: RawConfig,
  stack: string,
  secretKeys: ReadonlySet<string> = new Set(),
): CellConfig {
  const parsed = ConfigSchema.safeParse(raw, { reportInput: true });
  const structural = parsed.success ? [] : structuralProblems(parsed.error.issues);
  const problems = mergeByKey([...structural, ...checkConfig(raw, stack)]);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new ConfigError(stack, problems.map(hiding(raw, secretKeys)));
}
