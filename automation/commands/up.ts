/** `platform up`: shows what changes and what it costs, then applies exactly that. */
import type { CellConfig } from "../../plan/config/schema";
import { UpDocument, type Settlement } from "../documents";
import { apply, type Outcome } from "../engine/run";
import type { OpenStack } from "../engine/workspace";
import { EXIT, UserError, type ExitCode } from "../exit-codes";
import { checkedConfig } from "../preflight";
import { knownStack } from "../project";
import { repairCommand, settledText } from "../repair/repair";
import { currentState } from "../engine/stored-state";
import { importUnrecorded } from "../repair/unrecorded";
import { reportFolder, writeReport } from "../report/write";
import { errorsOf, exitCodeOf } from "../summary/assessment";
import { assessmentText } from "../summary/render";
import { counted } from "../text";
import { previewed, type Previewed } from "./assessed";
import { assessmentFields } from "./assessment-document";
import { consent } from "./consent";
import { opened, placeOf, type Context, type Result } from "./context";
import { lockAdvice } from "./lock-advice";
import type { PreviewOptions } from "./preview";
import { repairBeforeUp } from "./repair-first";
import { closingText } from "./up-closing";

/** Options of `up`. */
export interface UpOptions extends PreviewOptions {
  /**
   * `--no-plan` makes it false: the engine does what it finds, not only what was shown. Needed
   * where a plan can never hold: the engine (3.220.0) plans a list with a secret in it that is
   * not known yet as a plain list, finds a secret list when it applies, and calls that a change.
   * A program avoids it by giving such a list as one Output.
   * @default true
   */
  readonly plan?: boolean;
}

/** One run of `up`. */
interface Run {
  readonly context: Context;
  readonly options: UpOptions;
  readonly config: CellConfig;
  readonly open: OpenStack;
  readonly repaired: Settlement[];
}

/** What applying came to. */
interface Applied {
  readonly exitCode: ExitCode;
  readonly applied: boolean;
  readonly errors: readonly string[];
}

/**
 * @param context Where the command runs.
 * @param options What to bring up.
 * @throws UserError if the configuration is wrong, the stack is locked, or nobody may say yes.
 */
export async function upCommand(context: Context, options: UpOptions): Promise<Result> {
  const config = checkedConfig(context.root, knownStack(context.root, options.stack));
  const open = await opened(context, options);
  const run: Run = { context, options, config, open, repaired: [] };
  run.repaired.push(...(await repairBeforeUp(context, open, options)));
  const previewed = await previewWhole(run);
  if (!isSettled(previewed)) {
    const text = assessmentText(previewed.assessment, context.console.paint);
    context.console.say(`${placeOf(open)}\n${text}`);
  }
  lockAdvice(open, previewed.outcome, context.console);
  return finished(run, previewed, await applyIfAllowed(run, previewed));
}

/** A preview; once more where the first one shows creates of what is already there. */
async function previewWhole(run: Run): Promise<Previewed> {
  const first = await previewOnce(run);
  const creates = first.assessment.real.some(({ kind }) => kind === "create");
  if (first.outcome.failure !== undefined || !creates) return first;
  const { context, open } = run;
  const state = await currentState(open);
  if (state.resources.length === 0) return first;
  const { steps } = first.outcome.record;
  const { settled, errors } = await importUnrecorded({
    open,
    console: context.console,
    state,
    steps,
  });
  for (const error of errors) context.console.say(error);
  if (settled.length === 0) return first;
  context.console.say(`Already there, and ours:\n${settledText(settled)}`);
  run.repaired.push(...settled);
  return previewOnce(run);
}

function previewOnce({ context, options, config, open }: Run): Promise<Previewed> {
  return previewed({ context, open, config, acceptIncrease: options.acceptIncrease });
}

async function applyIfAllowed(run: Run, { assessment, planFile }: Previewed): Promise<Applied> {
  const { context, options, open } = run;
  const { exitCode, real } = assessment;
  if (exitCode !== EXIT.done) return { exitCode, applied: false, errors: assessment.errors };
  if (isSettled({ assessment })) return { exitCode, applied: false, errors: [] };
  const allowed = await consent({
    console: context.console,
    given: options.yes === true,
    question: `Apply ${counted(real.length, "change")} to ${placeOf(open)}?`,
    command: `${commandOf(open)} --yes`,
  });
  if (!allowed) throw new UserError("Nothing was changed.");
  const outcome = await apply({
    open,
    console: context.console,
    total: real.length,
    ...(options.plan === false ? {} : { planFile }),
  });
  const errors = errorsOf(outcome);
  for (const error of errors)
    context.console.say(`${context.console.paint.red("error")}  ${error}`);
  adviseAfter(run, outcome);
  return { exitCode: exitCodeOf(outcome, false), applied: true, errors };
}

/** Nothing blocks and nothing is to do: the closing words say it all. */
function isSettled({ assessment }: Pick<Previewed, "assessment">): boolean {
  return (
    assessment.exitCode === EXIT.done && assessment.changes.every(({ kind }) => kind === "keep")
  );
}

/** How to go on after an end before the end. */
function adviseAfter({ context, open }: Run, outcome: Outcome): void {
  const { failure, interrupted } = outcome;
  const { console } = context;
  if (failure === undefined) return;
  lockAdvice(open, outcome, console);
  if (failure.kind === "plan-violated") {
    console.say(
      "The plan no longer holds, so nothing further was applied. The next run previews again; " +
        "if the same inputs differ then, --no-plan applies what the engine finds:",
    );
  } else if (interrupted) {
    console.say("What is done is in the state. To go on:");
  } else {
    console.say("What was made is in the state. To go on once the cause is mended:");
  }
  console.say(`  ${commandOf(open)}`);
  if (failure.kind === "error" && !interrupted) console.say(`To look: ${repairCommand(open)}`);
}

function commandOf(open: OpenStack): string {
  const simulate = open.environment.kind === "simulated" ? " --simulate" : "";
  return `npm run -s platform -- up --stack ${open.name}${simulate}`;
}

async function finished(run: Run, previewed: Previewed, applied: Applied): Promise<Result> {
  const { context, options, open, repaired } = run;
  const { assessment } = previewed;
  const report = reportFolder(context.root, open.name, open.environment, context.variables);
  const kept = assessment.changes.filter(({ custom, kind }) => custom && kind !== "delete");
  const resourceCount = kept.length;
  const tookMs = Date.now() - context.startedAt;
  const fields = assessmentFields(open, assessment, {
    exitCode: applied.exitCode,
    tookMs,
    report,
    errors: applied.errors,
  });
  const document = UpDocument.parse({
    command: "up",
    ...fields,
    applied: applied.applied,
    planKept: applied.applied && options.plan !== false,
    resourceCount,
    repaired,
  });
  writeReport(report, document);
  if (applied.exitCode === EXIT.done) {
    context.console.say(
      closingText({
        open,
        assessment,
        applied: applied.applied,
        report,
        tookMs,
        paint: context.console.paint,
      }),
    );
  }
  return Promise.resolve({ exitCode: applied.exitCode, document });
}
