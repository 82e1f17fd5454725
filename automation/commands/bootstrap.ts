/** `platform bootstrap`: makes in an account what must be there before the first `up` of its cell. */
import { z } from "zod";
import { openBootstrap } from "../bootstrap/open";
import { BootstrapDocument } from "../documents";
import { apply, preview, type Outcome } from "../engine/run";
import type { OpenStack } from "../engine/workspace";
import { EXIT, UserError } from "../exit-codes";
import { checkedConfig } from "../preflight";
import { knownStack } from "../project";
import { assess, errorsOf, exitCodeOf, type Assessment } from "../summary/assessment";
import { assessmentText } from "../summary/render";
import { counted } from "../text";
import { assessmentFields } from "./assessment-document";
import { consent } from "./consent";
import { placeOf, type CommonOptions, type Context, type Result } from "./context";
import { planFileOf } from "./plan-place";

/** What the program tells. */
const Told = z.object({
  backendUrl: z.string(),
  secretsProvider: z.string(),
  externalSecrets: z.array(z.string()),
});

/**
 * @param context Where the command runs.
 * @param options The stack of the cell.
 * @throws UserError if the configuration is wrong, or nobody may say yes.
 */
export async function bootstrapCommand(context: Context, options: CommonOptions): Promise<Result> {
  const { console, root, variables } = context;
  const stack = knownStack(root, options.stack);
  const config = checkedConfig(root, stack);
  const open = await openBootstrap({ root, stack, simulate: options.simulate === true, variables });
  const planFile = planFileOf(open);
  const previewed = await preview(open, console, planFile);
  const assessment = assess({ outcome: previewed, config, reasons: [], firstBringUp: true });
  console.say(`Bootstrap of ${placeOf(open)}\n${assessmentText(assessment, console.paint)}`);
  const outcome = await applied({ context, options, open, assessment, planFile });
  const errors = outcome === undefined ? assessment.errors : errorsOf(outcome);
  const exitCode = outcome === undefined ? assessment.exitCode : exitCodeOf(outcome, false);
  for (const error of outcome === undefined ? [] : errors) {
    console.say(`${console.paint.red("error")}  ${error}`);
  }
  if (outcome !== undefined && exitCode === EXIT.done) {
    console.say(
      `Bootstrap of ${placeOf(open)}: ${counted(assessment.real.length, "change")} made.`,
    );
  }
  const told = exitCode === EXIT.done ? await toldBy(open) : undefined;
  if (told !== undefined) console.say(nextSteps(open, told));
  const tookMs = Date.now() - context.startedAt;
  const document = BootstrapDocument.parse({
    command: "bootstrap",
    ...assessmentFields(open, assessment, { exitCode, tookMs, errors }),
    applied: outcome !== undefined,
    externalSecrets: told?.externalSecrets ?? [],
    ...(told === undefined
      ? {}
      : { backendUrl: told.backendUrl, secretsProvider: told.secretsProvider }),
  });
  return { exitCode, document };
}

/** What to apply, and who is asked. */
interface ApplyArgs {
  readonly context: Context;
  readonly options: CommonOptions;
  readonly open: OpenStack;
  readonly assessment: Assessment;
  readonly planFile: string;
}

/** Applies what was shown; undefined where nothing is to do, or something forbids it. */
async function applied(args: ApplyArgs): Promise<Outcome | undefined> {
  const { context, options, open, assessment, planFile } = args;
  if (assessment.exitCode !== EXIT.done || assessment.real.length === 0) return undefined;
  const simulate = open.environment.kind === "simulated" ? " --simulate" : "";
  const allowed = await consent({
    console: context.console,
    given: options.yes === true,
    question: `Apply ${counted(assessment.real.length, "change")} to the account of ${placeOf(open)}?`,
    command: `npm run -s platform -- bootstrap --stack ${open.name}${simulate} --yes`,
  });
  if (!allowed) throw new UserError("Nothing was changed.");
  return apply({ open, console: context.console, planFile, total: assessment.real.length });
}

async function toldBy(open: OpenStack): Promise<z.infer<typeof Told>> {
  const outputs = await open.stack.outputs();
  const values = Object.entries(outputs).map(([key, { value }]): [string, unknown] => [key, value]);
  return Told.parse(Object.fromEntries(values));
}

function nextSteps(open: OpenStack, told: z.infer<typeof Told>): string {
  const simulated = open.environment.kind === "simulated";
  const secrets = told.externalSecrets.map(
    (name) =>
      `  aws secretsmanager put-secret-value --secret-id ${name} --secret-string file://VALUE`,
  );
  const real = [
    `  pulumi login '${told.backendUrl}'`,
    `  pulumi stack init ${open.name} --secrets-provider '${told.secretsProvider}'`,
  ];
  const doctor = `  npm run -s platform -- doctor --stack ${open.name}${simulated ? " --simulate" : ""}`;
  return ["Next:", ...secrets, ...(simulated ? [] : real), doctor].join("\n");
}
