/** What every command gets. */
import type { Console } from "../console";
import { openStack, type OpenStack } from "../engine/workspace";
import type { Variables } from "../engine/environment";
import type { ExitCode } from "../exit-codes";
import { knownStack } from "../project";

/** Options that every command takes. */
export interface CommonOptions {
  readonly stack?: string;
  /** @default false */
  readonly simulate?: boolean;
  /** @default false */
  readonly json?: boolean;
  /** @default false */
  readonly yes?: boolean;
}

/** Where a command runs and how it talks. */
export interface Context {
  readonly root: string;
  readonly variables: Variables;
  readonly console: Console;
  /** When the command began, in milliseconds since the epoch. */
  readonly startedAt: number;
}

/** How a command ended. */
export interface Result {
  readonly exitCode: ExitCode;
  /** What `--json` prints. */
  readonly document: unknown;
}

/**
 * @param context Where the command runs.
 * @param options The stack and the kind of run.
 * @throws UserError if the stack is not known, or a real run would meet simulated clouds.
 */
export async function opened(context: Context, options: CommonOptions): Promise<OpenStack> {
  return openStack({
    root: context.root,
    stack: knownStack(context.root, options.stack),
    simulate: options.simulate === true,
    variables: context.variables,
  });
}

/** @param open A stack, named as people know it. */
export function placeOf({ name, environment }: OpenStack): string {
  return environment.kind === "simulated" ? `${name} on the simulated clouds` : name;
}
