/** The `platform` command: `npm run -s platform -- COMMAND --stack STACK [--simulate] [--json]`. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { bootstrapCommand } from "./commands/bootstrap";
import { costCommand } from "./commands/cost";
import type { CommonOptions, Context, Result } from "./commands/context";
import { destroyCommand } from "./commands/destroy";
import { doctorCommand } from "./commands/doctor";
import { previewCommand } from "./commands/preview";
import { repairCommandRun } from "./commands/repair";
import { upCommand } from "./commands/up";
import { processConsole, type Console } from "./console";
import { FailureDocument } from "./documents";
import { outputOf } from "./engine/failures";
import { EXIT, UserError, type ExitCode } from "./exit-codes";
import { PROJECT_FOLDER } from "./project";

/** Options as commander hands them over. */
interface Given extends CommonOptions {
  /** `--no-color` makes it false. */
  readonly color?: boolean;
}

/** What a command is. */
type Run<Options extends Given> = (context: Context, options: Options) => Promise<Result>;

/** Ends the process with this code, once stdout is written. */
type Ended = (exitCode: ExitCode) => void;

/**
 * The command line.
 *
 * @param ended Told how the command ended.
 * @default ended sets the exit code of the process
 */
export function platformProgram(ended: Ended = setExitCode): Command {
  const program = new Command("platform")
    .description("Previews, builds, repairs and removes the cells of podcast-platform.")
    .addHelpText("after", EXIT_CODES)
    .showHelpAfterError()
    .exitOverride();
  const add = <Options extends Given>(name: string, about: string, run: Run<Options>): Command =>
    withCommonOptions(program.command(name).description(about)).action(async (options: Options) => {
      ended(await carriedOut(name, options, run));
    });
  add(
    "preview",
    "show what would change, whether policies allow it, and what it costs",
    previewCommand,
  ).addOption(acceptIncrease());
  add("up", "preview, ask, and apply exactly what was shown", upCommand)
    .addOption(acceptIncrease())
    .option("--no-plan", "apply what the engine finds, not only what was shown");
  add("destroy", "take the stack down and say what outlives it", destroyCommand);
  add(
    "repair",
    "after a crash: clear a stale lock, settle interrupted operations",
    repairCommandRun,
  ).option("--force-lock", "clear a lock whose holder is on another machine");
  add("cost", "price a stack, or a state or preview of any program", costCommand)
    .option("--state <file>", "output of `stack export` or of `preview --json`")
    .option("--usage <file>", "measured or expected usage, JSON by URN or type");
  add(
    "bootstrap",
    "make in an account what must be there before the first up of its cell",
    bootstrapCommand,
  );
  add("doctor", "look for what is missing before an up, and say what to do", doctorCommand);
  return program;
}

/** Closes the help text. */
const EXIT_CODES = `
Exit codes: 0 done; 1 error; 2 blocked by a policy or the cost of this change; 3 drift; 4 bad configuration.`;

function withCommonOptions(command: Command): Command {
  return command
    .option("--stack <name>", "the stack: one cell, one Pulumi.<name>.yaml")
    .option("--simulate", "on the simulated clouds, with local state")
    .option("--json", "print one JSON document on stdout; all else goes to stderr")
    .option("--yes", "do not ask")
    .option("--no-color", "without colours");
}

function acceptIncrease(): Option {
  return new Option("--accept-increase <usd>", "monthly cost that this change may add").argParser(
    (text) => {
      const usd = Number(text);
      if (text.trim() === "" || !Number.isFinite(usd) || usd < 0) {
        throw new InvalidArgumentError("a number of US dollars from 0 is allowed.");
      }
      return usd;
    },
  );
}

async function carriedOut<Options extends Given>(
  command: string,
  options: Options,
  run: Run<Options>,
): Promise<ExitCode> {
  const json = options.json === true;
  const console = processConsole({ json, color: options.color !== false });
  const context: Context = {
    root: PROJECT_FOLDER,
    variables: process.env,
    console,
    startedAt: Date.now(),
  };
  try {
    const { exitCode, document } = await run(context, options);
    console.print(document);
    return exitCode;
  } catch (error) {
    return failed(command, options, console, error);
  }
}

function failed(command: string, options: Given, console: Console, error: unknown): ExitCode {
  const exitCode = error instanceof UserError ? error.exitCode : EXIT.error;
  const text = error instanceof UserError ? error.message : unforeseen(error);
  console.say(`${console.paint.red("error")}  ${text}`);
  const stack = options.stack === undefined ? {} : { stack: options.stack };
  console.print(FailureDocument.parse({ command, exitCode, error: text, ...stack }));
  return exitCode;
}

/** With the trace, since nobody thought of it. */
function unforeseen(error: unknown): string {
  const told = outputOf(error);
  const trace = error instanceof Error ? (error.stack ?? "") : "";
  return trace.includes(told) ? trace : `${told}\n${trace}`;
}

function setExitCode(exitCode: ExitCode): void {
  process.exitCode = exitCode;
}

/** @param argv Arguments of the process, as node gives them. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await platformProgram().parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end well; a wrong option is bad configuration.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badConfiguration;
  }
}

if (require.main === module) void main(process.argv);
