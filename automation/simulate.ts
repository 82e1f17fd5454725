/**
 * `npm run -s simulate -- ARGS`: the real `pulumi ARGS`, with the simulated clouds first on PATH,
 * local state and a passphrase of their own. `simulate -- age -s STACK` lets time pass there.
 */
import { spawn } from "node:child_process";
import { engineEnvironment, type SimulatedEnvironment } from "./engine/environment";
import { prepareSimulatedHome, shadowStackFile } from "./engine/shadow";
import { makeIfMissing } from "./engine/workspace";
import { UserError } from "./exit-codes";
import { PROJECT_FOLDER, stacksOf } from "./project";

/** Commands of the engine that read the stack file and let it be named. Source: `pulumi --help`. */
const TAKES_CONFIG_FILE: readonly string[] = [
  "preview",
  "pre",
  "up",
  "update",
  "refresh",
  "destroy",
  "down",
  "dn",
  "import",
  "watch",
];

/**
 * The stack that a command line names.
 *
 * @param args Arguments for `pulumi`.
 */
export function stackIn(args: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (arg === "-s" || arg === "--stack") return args[at + 1];
    const joined = /^(?:--stack=|-s=?)(.+)$/.exec(arg)?.[1];
    if (joined !== undefined) return joined;
  }
  return undefined;
}

/**
 * The command line as the engine gets it: its own view of the stack file is named where the
 * command reads one and the user has not named another.
 *
 * @param args Arguments for `pulumi`.
 * @param configFile The simulated copy of the stack file.
 */
export function engineArguments(args: readonly string[], configFile: string): readonly string[] {
  const command = args.find((arg) => !arg.startsWith("-"));
  const named = args.some((arg) => arg === "--config-file" || arg.startsWith("--config-file="));
  if (command === undefined || named || !TAKES_CONFIG_FILE.includes(command)) return args;
  return [...args, "--config-file", configFile];
}

async function simulate(root: string, args: readonly string[]): Promise<number> {
  const environment = engineEnvironment({ root, simulate: true, variables: process.env });
  if (environment.kind !== "simulated") return 1;
  const ready = prepareSimulatedHome(environment);
  if (args[0] === "age") return age(root, ready, daysIn(args));
  const stack = stackIn(args);
  const engine = { root, environment: ready, command: "pulumi" };
  if (stack === undefined || !stacksOf(root).includes(stack)) return run({ ...engine, args });
  await makeIfMissing(ready, root, stack);
  const configFile = shadowStackFile(ready, root, stack);
  return run({ ...engine, args: engineArguments(args, configFile) });
}

/**
 * Runs in a process of its own, since nothing of the simulated clouds may be loaded into this
 * room. Arguments: the home of everything simulated, and days.
 */
const AGE_SCRIPT = `
const { ageClouds } = require("./simulator/age");
const { CLOUDS } = require("./simulator/clouds");
const [home, days] = process.argv.slice(1);
const aged = ageClouds(home, CLOUDS, { days: Number(days) });
for (const { type, id, keys } of aged) console.log(type + " " + id + ": " + keys.join(", "));
console.log(days + " days passed; the clouds changed " + aged.length + " resources by themselves.");
`;

/** How long `age` lets time pass when nobody says: as long as a patch window takes to come. */
const DEFAULT_AGE_DAYS = "30";

/**
 * Days that an `age` command line names.
 *
 * @param args Arguments after `age`.
 * @throws UserError if it is no whole number above 0.
 */
export function daysIn(args: readonly string[]): string {
  const at = args.indexOf("--days");
  const days = at < 0 ? DEFAULT_AGE_DAYS : (args[at + 1] ?? "");
  if (/^[1-9]\d{0,3}$/.test(days)) return days;
  throw new UserError(`--days is "${days}"; allowed is a whole number from 1 to 9999.`);
}

/** The clouds are shared by all stacks, as real ones are: time passes in all of them. */
function age(root: string, environment: SimulatedEnvironment, days: string): Promise<number> {
  const script = ["--require", "tsx/cjs", "--eval", AGE_SCRIPT, environment.home, days];
  return run({ root, environment, command: process.execPath, args: script });
}

/** What to run in the simulated environment. */
interface RunArgs {
  readonly root: string;
  readonly environment: SimulatedEnvironment;
  readonly command: string;
  readonly args: readonly string[];
}

/** Ctrl-C in a terminal reaches the child by itself; a SIGTERM is handed on. */
function run({ root, environment, command, args }: RunArgs): Promise<number> {
  const child = spawn(command, [...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment.variables },
  });
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      resolve(code ?? 1);
    });
  });
}

if (require.main === module) {
  simulate(PROJECT_FOLDER, process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
