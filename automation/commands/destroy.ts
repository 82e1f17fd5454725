/** `platform destroy`: takes a stack down, and says what stays. */
import { DestroyDocument } from "../documents";
import type { Step } from "../engine/events";
import { destroy, previewDestroy } from "../engine/run";
import { currentState } from "../engine/stored-state";
import type { OpenStack } from "../engine/workspace";
import { EXIT, UserError } from "../exit-codes";
import { outlivingOf, type Outliving } from "../summary/outliving";
import { protectionRefusal } from "../summary/protection";
import { changesOf, realChanges } from "../summary/changes";
import { errorsOf, exitCodeOf } from "../summary/assessment";
import { changesText } from "../summary/render";
import { columns, counted, duration } from "../text";
import { consent } from "./consent";
import { opened, placeOf, type CommonOptions, type Context, type Result } from "./context";
import { lockAdvice } from "./lock-advice";
import { repairBeforeUp } from "./repair-first";

/** Environments whose data may not be lost: their name is typed before they go. */
const GUARDED = ["prod"] as const;

/**
 * @param context Where the command runs.
 * @param options What to take down.
 * @throws UserError if it was not allowed.
 */
export async function destroyCommand(context: Context, options: CommonOptions): Promise<Result> {
  const { console, startedAt } = context;
  const open = await opened(context, options);
  await repairBeforeUp(context, open, options);
  await refuseProtected(open);
  const planned = await previewDestroy(open, console);
  const steps = planned.record.steps;
  const removals = realChanges(changesOf(steps));
  const outlives = outlivingOf(steps);
  console.say([placeOf(open), changesText(removals, console.paint), stayText(outlives)].join("\n"));
  const plannedErrors = errorsOf(planned);
  if (plannedErrors.length > 0) {
    lockAdvice(open, planned, console);
    throw new UserError(plannedErrors.join("\n"), exitCodeOf(planned, false));
  }
  if (removals.length > 0 || hasComponents(steps)) await allow(context, open, options);
  const outcome = await destroy(open, console, removals.length);
  const errors = errorsOf(outcome);
  for (const error of errors) console.say(`${console.paint.red("error")}  ${error}`);
  const exitCode = exitCodeOf(outcome, false);
  const removed = new Set(outcome.record.done.filter(isRemoval).map(({ urn }) => urn)).size;
  const tookMs = Date.now() - startedAt;
  if (exitCode === EXIT.done) {
    console.say(
      `${placeOf(open)}: ${counted(removed, "resource")} removed in ${duration(tookMs)}.`,
    );
  }
  const document = DestroyDocument.parse({
    command: "destroy",
    stack: open.name,
    simulated: open.environment.kind === "simulated",
    exitCode,
    tookMs,
    removed,
    outlives,
    errors,
  });
  return { exitCode, document };
}

/** Before the preview, in which the engine would refuse each resource by itself. */
async function refuseProtected(open: OpenStack): Promise<void> {
  const { resources } = await currentState(open);
  const simulated = open.environment.kind === "simulated";
  const refusal = protectionRefusal({ name: open.name, simulated, resources });
  if (refusal !== undefined) throw new UserError(refusal);
}

function hasComponents(steps: readonly Step[]): boolean {
  return steps.some(({ op }) => op === "delete");
}

function isRemoval({ op, old, type }: Step): boolean {
  return op === "delete" && old?.custom === true && !type.startsWith("pulumi:");
}

function stayText(outlives: readonly Outliving[]): string {
  if (outlives.length === 0) return "Nothing outlives it.";
  const rows = outlives.map(({ type, id, urn, why }) => [type, id ?? urn, why]);
  return `What outlives it:\n${columns(rows)}`;
}

async function allow(context: Context, open: OpenStack, options: CommonOptions): Promise<void> {
  const { console } = context;
  const simulated = open.environment.kind === "simulated";
  const guarded = !simulated && GUARDED.some((word) => open.name.split("-").includes(word));
  if (guarded) {
    if (options.yes !== true || !console.interactive) {
      throw new UserError(
        `${open.name} goes only with --yes, and with its name typed in a terminal.`,
      );
    }
    const typed = await console.ask(`Type ${open.name} to remove everything listed above: `);
    if (typed === open.name) return;
    throw new UserError("Nothing was removed.");
  }
  const allowed = await consent({
    console,
    given: options.yes === true,
    question: `Remove everything of ${placeOf(open)}?`,
    command: `npm run -s platform -- destroy --stack ${open.name}${simulated ? " --simulate" : ""} --yes`,
  });
  if (!allowed) throw new UserError("Nothing was removed.");
}
