/** Reads and checks a stack file before the engine is asked for anything. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseConfig } from "../plan/config/parse";
import { ConfigError, type Problem } from "../plan/config/problems";
import { ownKeys, readStackFiles } from "../plan/config/read";
import { NAMESPACE, type CellConfig } from "../plan/config/schema";
import { findSharedAccounts } from "../plan/config/siblings";
import { withoutSecrets } from "./engine/shadow";
import { EXIT, UserError } from "./exit-codes";
import { stackFile } from "./project";

/**
 * Checks the file of a stack, and that no other stack of the project has its account or zone.
 *
 * @param root The project's folder.
 * @param stack A stack of the project.
 * @returns The configuration, right in every key.
 * @throws UserError with every problem of the file in one message, exit code 4.
 */
export function checkedConfig(root: string, stack: string): CellConfig {
  const settings = settingsOf(root, stack);
  const shared = sharedProblems(root, stack);
  try {
    const config = parseConfig(withoutNamespace(settings), stack, secretKeysOf(settings));
    if (shared.length === 0) return config;
    throw new ConfigError(stack, shared);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems === shared ? shared : [...error.problems, ...shared];
    throw new UserError(new ConfigError(stack, problems).message, EXIT.badConfiguration);
  }
}

function settingsOf(root: string, stack: string): Readonly<Record<string, unknown>> {
  const path = stackFile(root, stack);
  try {
    const document: unknown = parse(readFileSync(path, "utf8"));
    const config = fieldsOf(document).config;
    return fieldsOf(config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`Pulumi.${stack}.yaml is no YAML: ${reason}`, EXIT.badConfiguration);
  }
}

/** As the engine hands values over: every scalar as text, objects and lists as they are. */
function withoutNamespace(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const texts = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, asText(withoutSecrets(value))]),
  );
  return { ...ownKeys(texts) };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function secretKeysOf(settings: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const secret = Object.entries(settings).filter(([, value]) => containsSecret(value));
  return new Set(secret.map(([key]) => key.replace(`${NAMESPACE}:`, "")));
}

function containsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsSecret);
  const fields = Object.entries(fieldsOf(value));
  return fields.some(([key, inner]) => key === "secure" || containsSecret(inner));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function sharedProblems(root: string, stack: string): readonly Problem[] {
  return findSharedAccounts(readStackFiles(root))
    .filter(({ stacks }) => stacks.includes(stack))
    .map(({ key, value, stacks }) => ({
      key,
      wrong: `is also that of ${stacks.filter((other) => other !== stack).join(", ")}`,
      got: value,
      allowed: "one that no other stack file names, since a cell has its account and zone alone",
    }));
}
