/** Engine operations on an open stack, each with the record of what it showed. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Console } from "../console";
import { failureOf, type Failure } from "./failures";
import { watchInterruption } from "./interrupt";
import { showProgress } from "./progress";
import { EngineRecord } from "./record";
import type { OpenStack } from "./workspace";

/** How an operation ended, with everything that it showed. */
export interface Outcome {
  readonly record: EngineRecord;
  /** Absent where all went well. */
  readonly failure?: Failure;
  /** True where somebody stopped it. */
  readonly interrupted: boolean;
  readonly tookMs: number;
}

/** The policy pack, named in every operation: a self-managed backend enforces no other. */
export const PACK_FOLDER = "policies";

/** What the Automation API's operations have in common. */
interface CommonOptions {
  readonly onEvent: (event: unknown) => void;
  readonly signal: AbortSignal;
  readonly color: "never";
  readonly configFile?: string;
  readonly userAgent: string;
  /** With secrets, the summary would open the secrets provider of the real stack file. */
  readonly showSecrets: false;
}

/** How an operation is run. */
interface RunArgs {
  readonly open: OpenStack;
  readonly console: Console;
  readonly verb: string;
  readonly total?: number;
  readonly operation: (options: CommonOptions) => Promise<unknown>;
}

async function run({ open, console, verb, total, operation }: RunArgs): Promise<Outcome> {
  const started = Date.now();
  const progress = showProgress(console, verb, total);
  const record = new EngineRecord(progress.heard);
  const interruption = watchInterruption(console);
  const options: CommonOptions = {
    onEvent: record.add,
    signal: interruption.signal,
    color: "never",
    userAgent: "podcast-platform",
    showSecrets: false,
    ...(open.configFile === undefined ? {} : { configFile: open.configFile }),
  };
  let failure: Failure | undefined;
  try {
    await operation(options);
  } catch (error) {
    failure = failureOf(error, record);
  } finally {
    progress.stop();
    interruption.release();
  }
  return {
    record,
    ...(failure === undefined ? {} : { failure }),
    interrupted: interruption.requested,
    tookMs: Date.now() - started,
  };
}

/**
 * Shows what would change and lets the pack judge it.
 *
 * @param open The stack.
 * @param console Where progress is shown.
 * @param planFile Where the plan is kept for {@link apply}; undefined keeps none.
 */
export async function preview(
  open: OpenStack,
  console: Console,
  planFile?: string,
): Promise<Outcome> {
  if (planFile !== undefined) mkdirSync(dirname(planFile), { recursive: true });
  const plan = planFile === undefined ? {} : { plan: planFile };
  return run({
    open,
    console,
    verb: "Previewing",
    operation: (options) =>
      open.stack.preview({ ...options, ...plan, policyPacks: [join(open.root, PACK_FOLDER)] }),
  });
}

/** What to apply. */
export interface ApplyArgs {
  readonly open: OpenStack;
  readonly console: Console;
  /** The plan that was shown; undefined lets the engine do what it now finds. */
  readonly planFile?: string;
  readonly total: number;
}

/**
 * Applies the plan that was shown, under the same pack.
 *
 * @param args The stack, the plan and how much there is to do.
 */
export async function apply({ open, console, planFile, total }: ApplyArgs): Promise<Outcome> {
  const plan = planFile === undefined ? {} : { plan: planFile };
  return run({
    open,
    console,
    verb: "Applying",
    total,
    operation: (options) =>
      open.stack.up({ ...options, ...plan, policyPacks: [join(open.root, PACK_FOLDER)] }),
  });
}

/**
 * Shows what a destroy would remove.
 *
 * @param open The stack.
 * @param console Where progress is shown.
 */
export async function previewDestroy(open: OpenStack, console: Console): Promise<Outcome> {
  return run({
    open,
    console,
    verb: "Previewing the removal",
    operation: (options) => open.stack.previewDestroy(options),
  });
}

/**
 * Removes everything that the stack has made.
 *
 * @param open The stack.
 * @param console Where progress is shown.
 * @param total Resources to remove.
 */
export async function destroy(open: OpenStack, console: Console, total: number): Promise<Outcome> {
  return run({
    open,
    console,
    verb: "Removing",
    total,
    operation: (options) => open.stack.destroy(options),
  });
}

/**
 * Reads resources anew from the cloud into the state.
 *
 * @param open The stack.
 * @param console Where progress is shown.
 * @param urns What to read; everything else stays as the state has it.
 */
export async function refresh(
  open: OpenStack,
  console: Console,
  urns: readonly string[],
): Promise<Outcome> {
  return run({
    open,
    console,
    verb: "Reading",
    total: urns.length,
    operation: (options) => open.stack.refresh({ ...options, target: [...urns] }),
  });
}
