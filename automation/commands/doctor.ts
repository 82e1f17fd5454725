/** `platform doctor`: what is still missing before an `up`, and what to do about each. */
import { createRequire } from "node:module";
import type { CellConfig } from "../../plan/config/schema";
import { planBootstrap } from "../../plan/bootstrap";
import { IMAGE_KEYS, imageRepositoryOf } from "../../plan/images";
import { planCell } from "../../plan/plan";
import { localChecks } from "../doctor/local";
import type * as Probe from "../doctor/probe";
import { DoctorDocument } from "../documents";
import { engineEnvironment } from "../engine/environment";
import { prepareSimulatedHome } from "../engine/shadow";
import { EXIT } from "../exit-codes";
import { checkedConfig } from "../preflight";
import { knownStack } from "../project";
import { columns, counted } from "../text";
import type { CommonOptions, Context, Result } from "./context";

/**
 * @param context Where the command runs.
 * @param options The stack.
 * @throws UserError if the configuration is wrong.
 */
export async function doctorCommand(context: Context, options: CommonOptions): Promise<Result> {
  const { root, console, variables } = context;
  const stack = knownStack(root, options.stack);
  const config = checkedConfig(root, stack);
  const simulate = options.simulate === true;
  const environment = engineEnvironment({ root, simulate, variables });
  const ready = environment.kind === "simulated" ? prepareSimulatedHome(environment) : environment;
  const checked = await allChecks({ stack, config, simulate, variables: ready.variables });
  console.say(textOf(checked));
  const missing = checked.filter(({ finding }) => finding.standing !== "ok");
  const exitCode = missing.length === 0 ? EXIT.done : EXIT.error;
  console.say(
    missing.length === 0
      ? `${stack} is ready for \`up\`: ${counted(checked.length, "check")}.`
      : `${counted(missing.length, "thing")} to do before \`up\` of ${stack}.`,
  );
  const document = DoctorDocument.parse({
    command: "doctor",
    stack,
    simulated: simulate,
    exitCode,
    tookMs: Date.now() - context.startedAt,
    findings: checked.map(({ what, finding }) => ({ what, ...finding })),
  });
  return { exitCode, document };
}

/** What to check. */
interface CheckArgs {
  readonly stack: string;
  readonly config: CellConfig;
  readonly simulate: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

async function allChecks(args: CheckArgs): Promise<readonly Probe.Checked[]> {
  const { stack, config, simulate, variables } = args;
  // Loaded here, since the packages of the clouds are large and no other command needs them.
  const load = createRequire(__filename);
  const { carryOut, probe } = load("../doctor/probe") as typeof Probe;
  const local = await carryOut(localChecks(config.cloud, simulate));
  const bootstrap = `npm run -s platform -- bootstrap --stack ${stack}${simulate ? " --simulate" : ""}`;
  const images = IMAGE_KEYS.map((key) => ({
    repository: imageRepositoryOf(key),
    digest: config.images[key],
  }));
  const plan = planBootstrap(planCell(stack, config), config);
  return [...local, ...(await probe({ stack, variables, view: { plan, images, bootstrap } }))];
}

function textOf(checked: readonly Probe.Checked[]): string {
  const rows = checked.map(({ what, finding }) => [finding.standing, what, finding.detail]);
  const todo = checked.flatMap(({ what, finding }) =>
    finding.standing === "ok" ? [] : [`  ${what}\n    ${finding.mend}`],
  );
  return [columns(rows), ...(todo.length === 0 ? [] : ["To do:", ...todo])].join("\n");
}
