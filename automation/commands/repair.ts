/** `platform repair`: after a crash, brings a stack to where `up` can go on. */
import { RepairDocument } from "../documents";
import { preview } from "../engine/run";
import type { OpenStack } from "../engine/workspace";
import {
  clearLock,
  holdersOf,
  repairCommand,
  repairExit,
  settledText,
  settlePending,
} from "../repair/repair";
import { holderText, lockVerdict } from "../repair/locks";
import { currentState } from "../engine/stored-state";
import type { Settled } from "../repair/settle";
import { importUnrecorded } from "../repair/unrecorded";
import { UserError } from "../exit-codes";
import { errorsOf } from "../summary/assessment";
import { counted } from "../text";
import { consent } from "./consent";
import { opened, placeOf, type CommonOptions, type Context, type Result } from "./context";

/** Options of `repair`. */
export interface RepairOptions extends CommonOptions {
  /** Clear a lock whose holder is on another machine. */
  readonly forceLock?: boolean;
}

/**
 * @param context Where the command runs.
 * @param options What to repair.
 * @throws UserError if somebody works on the stack.
 */
export async function repairCommandRun(context: Context, options: RepairOptions): Promise<Result> {
  const { console, startedAt } = context;
  const open = await opened(context, options);
  const lock = await repairLock(context, open, options);
  const pending = await repairPending(context, open, options);
  const unrecorded = pending.errors.length === 0 ? await repairUnrecorded(context, open) : NOTHING;
  const settled = [...pending.settled, ...unrecorded.settled];
  const errors = [...pending.errors, ...unrecorded.errors];
  console.say(
    settled.length === 0 && errors.length === 0 && lock === "none"
      ? `${placeOf(open)}: nothing to repair.`
      : [`${placeOf(open)}: repaired.`, settledText(settled), ...errors]
          .filter((line) => line !== "")
          .join("\n"),
  );
  const exitCode = repairExit(errors);
  const document = RepairDocument.parse({
    command: "repair",
    stack: open.name,
    simulated: open.environment.kind === "simulated",
    exitCode,
    tookMs: Date.now() - startedAt,
    lock,
    settled,
    errors,
  });
  return { exitCode, document };
}

const NOTHING: Settled = { settled: [], errors: [] };

async function repairLock(
  { console, variables }: Context,
  open: OpenStack,
  options: RepairOptions,
): Promise<RepairDocument["lock"]> {
  const holders = holdersOf(open, variables.PULUMI_BACKEND_URL);
  if (holders !== undefined && lockVerdict(holders).kind === "stale") {
    const question = `Clear the lock that ${holders.map(holderText).join("; ")} left behind?`;
    await need({ console, given: options.yes === true, question, command: repairCommand(open) });
  }
  return clearLock({ open, console, holders, force: options.forceLock === true });
}

async function repairPending(
  { console }: Context,
  open: OpenStack,
  options: RepairOptions,
): Promise<Settled> {
  const state = await currentState(open);
  if (state.pending.length === 0) return NOTHING;
  const question = `Settle ${counted(state.pending.length, "interrupted operation")}?`;
  await need({ console, given: options.yes === true, question, command: repairCommand(open) });
  return settlePending(open, console, state);
}

/** Without resources nothing was ever made; what a preview cannot show cannot be looked for. */
async function repairUnrecorded({ console }: Context, open: OpenStack): Promise<Settled> {
  const state = await currentState(open);
  if (state.resources.length === 0) return NOTHING;
  const outcome = await preview(open, console);
  if (outcome.failure !== undefined && outcome.failure.kind !== "policy") {
    return { settled: [], errors: errorsOf(outcome) };
  }
  return importUnrecorded({ open, console, state, steps: outcome.record.steps });
}

async function need(args: Parameters<typeof consent>[0]): Promise<void> {
  if (!(await consent(args))) throw new UserError("Nothing was changed.");
}
