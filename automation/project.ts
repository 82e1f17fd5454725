/** Where the project lies, and which stacks it has. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { EXIT, UserError } from "./exit-codes";

/** The project's folder: that which holds `Pulumi.yaml`. */
export const PROJECT_FOLDER = dirname(__dirname);

/** Project name and configuration namespace. */
export const PROJECT = "podcast-platform";

const STACK_FILE = /^Pulumi\.([A-Za-z0-9_-]+)\.yaml$/;

/** @param root The project's folder. */
export function stacksOf(root: string): readonly string[] {
  return readdirSync(root)
    .flatMap((file) => STACK_FILE.exec(file)?.[1] ?? [])
    .toSorted();
}

/**
 * @param root The project's folder.
 * @param stack A stack's name.
 */
export function stackFile(root: string, stack: string): string {
  return join(root, `Pulumi.${stack}.yaml`);
}

/**
 * @param root The project's folder.
 * @param stack What the user named.
 * @returns The same name.
 * @throws UserError if the project has no such stack.
 */
export function knownStack(root: string, stack: string | undefined): string {
  const stacks = stacksOf(root).join(", ");
  if (stack === undefined) {
    throw new UserError(`--stack is missing; this project has ${stacks}.`, EXIT.badConfiguration);
  }
  if (!/^[A-Za-z0-9_-]+$/.test(stack) || !existsSync(stackFile(root, stack))) {
    const advice = `this project has ${stacks}; a new cell begins with its own Pulumi.${stack}.yaml.`;
    throw new UserError(`There is no stack ${stack}: ${advice}`, EXIT.badConfiguration);
  }
  return stack;
}
