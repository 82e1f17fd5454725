/** The configuration as the engine hands it over: the one place of plan/ that knows Pulumi. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse as parseYaml } from "yaml";
import { parseConfig, type RawConfig } from "./parse";
import { ConfigError, type Problem } from "./problems";
import { at } from "./raw";
import { NAMESPACE, type CellConfig } from "./schema";
import { findSharedAccounts, type StackFile } from "./siblings";

const PREFIX = `${NAMESPACE}:`;

/**
 * Reads one value. The engine writes objects and lists as JSON and every scalar as plain text;
 * inside of JSON, numbers and booleans keep their types.
 *
 * @param text A value as the engine hands it over.
 */
export function parseValue(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * Takes the keys of our namespace out of everything that is configured. `pulumi.Config` cannot
 * list keys, and an unknown key must be found.
 *
 * @param all Configuration of all namespaces, as text by full key.
 */
export function ownKeys(all: Readonly<Record<string, string>>): RawConfig {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith(PREFIX))
      .map(([key, text]) => [key.slice(PREFIX.length), parseValue(text)]),
  );
}

/**
 * Keys that the engine keeps as secrets, without namespace. The language host hands the list to
 * the program in its environment; the SDK has no public function for it.
 */
function secretKeys(): ReadonlySet<string> {
  const listed: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
  const keys = Array.isArray(listed) ? listed.map(String) : [];
  return new Set(
    keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)),
  );
}

/**
 * Reads every stack file in a folder.
 *
 * @param folder Folder of the project.
 * @returns Stack files by name; a file that is no YAML is left for the engine to complain about.
 */
export function readStackFiles(folder: string): readonly StackFile[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const stack = /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1];
      if (stack === undefined) return [];
      try {
        const document: unknown = parseYaml(readFileSync(join(folder, file), "utf8"));
        return [{ stack, config: at(document, "config") }];
      } catch {
        return [];
      }
    });
}

function sharedProblems(stack: string, folder: string): readonly Problem[] {
  return findSharedAccounts(readStackFiles(folder))
    .filter(({ stacks }) => stacks.includes(stack))
    .map(({ key, value, stacks }) => ({
      key,
      wrong: `is also that of ${stacks.filter((other) => other !== stack).join(", ")}`,
      got: value,
      allowed: "one that no other stack file names, since a cell has its account and zone alone",
    }));
}

/**
 * Reads and checks the configuration of the stack that runs, and that no other stack file beside
 * it names the same account or zone.
 *
 * @throws RunError with every problem: the engine prints its message alone, without a stack.
 */
export function readConfig(): CellConfig {
  const stack = pulumi.getStack();
  const raw = ownKeys(pulumi.runtime.allConfig());
  const shared = sharedProblems(stack, process.cwd());
  let config: CellConfig | undefined;
  let problems: readonly Problem[] = shared;
  try {
    config = parseConfig(raw, stack, secretKeys());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems = [...error.problems, ...shared];
  }
  if (config === undefined || problems.length > 0) {
    throw new pulumi.RunError(new ConfigError(stack, problems).message);
  }
  return config;
}
