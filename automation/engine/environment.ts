/**
 * The environment in which the engine runs. The two kinds never mix: a simulated run gets its own
 * backend, passphrase and provider plugins; a real run gets the user's environment unchanged and
 * is refused where anything simulated is on the way.
 */
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { EXIT, UserError } from "../exit-codes";
import { PROJECT } from "../project";

/** Variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A run on the simulated clouds. */
export interface SimulatedEnvironment {
  readonly kind: "simulated";
  /** Everything that the simulated clouds and their state need: deleted with one `rm -r`. */
  readonly home: string;
  /** A project with the stack files as the simulated run sees them. */
  readonly shadow: string;
  readonly stateFolder: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A run on real clouds. */
export interface RealEnvironment {
  readonly kind: "real";
  readonly variables: Readonly<Record<string, string>>;
}

/** One of the two. */
export type EngineEnvironment = SimulatedEnvironment | RealEnvironment;

/** What decides the environment. */
export interface EnvironmentArgs {
  readonly root: string;
  readonly simulate: boolean;
  readonly variables: Variables;
}

/** @param root The project's folder. */
const pluginFolder = (root: string): string => join(root, "simulator", "bin");

/**
 * @param root The project's folder.
 * @param variables The user's environment.
 * @returns `PODCAST_SIM_HOME`, else `.simulated` in the project.
 */
export function simulatedHome(root: string, variables: Variables): string {
  const chosen = variables.PODCAST_SIM_HOME;
  return chosen === undefined || chosen === "" ? join(root, ".simulated") : resolve(chosen);
}

/**
 * @param args The project, the kind of run, and the user's environment.
 * @returns What the engine's processes get beside the user's environment.
 * @throws UserError if a real run would meet simulated clouds.
 */
export function engineEnvironment(args: EnvironmentArgs): EngineEnvironment {
  return args.simulate ? simulated(args) : real(args);
}

function simulated({ root, variables }: EnvironmentArgs): SimulatedEnvironment {
  const home = simulatedHome(root, variables);
  const stateFolder = join(home, "state");
  return {
    kind: "simulated",
    home,
    shadow: join(home, "project"),
    stateFolder,
    variables: {
      PATH: [pluginFolder(root), variables.PATH ?? ""].join(delimiter),
      PODCAST_SIM_HOME: home,
      // The backend's side files are no atomic writes: a kill in the middle of one leaves a state
      // that cannot be loaded ("EOF"). Source: gocloud.dev, package fileblob, URL parameters.
      PULUMI_BACKEND_URL: `file://${stateFolder}?metadata=skip`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // The provider wants a token; the user's own has no business in a simulated run.
      CLOUDFLARE_API_TOKEN: "simulated",
    },
  };
}

function real({ root, variables }: EnvironmentArgs): RealEnvironment {
  const attached = variables.PULUMI_DEBUG_PROVIDERS;
  if (attached !== undefined && attached !== "") {
    throw new UserError(
      `PULUMI_DEBUG_PROVIDERS is set (${attached}): a provider of unknown make would answer for ` +
        "the cloud. Unset it, or add --simulate.",
      EXIT.badConfiguration,
    );
  }
  const simulatedFolders = (variables.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && samePlace(folder, pluginFolder(root)));
  if (simulatedFolders.length > 0) {
    throw new UserError(
      `PATH contains ${simulatedFolders.join(", ")}: the simulated clouds would answer for the ` +
        "real ones. Take it out of PATH, or add --simulate.",
      EXIT.badConfiguration,
    );
  }
  return { kind: "real", variables: { PULUMI_SKIP_UPDATE_CHECK: "true" } };
}

function samePlace(one: string, other: string): boolean {
  const place = (folder: string): string =>
    existsSync(folder) ? realpathSync(folder) : resolve(folder);
  return place(one) === place(other);
}

/**
 * Whether the simulated backend knows a stack.
 *
 * @param environment The simulated environment.
 * @param stack A stack of the project.
 */
export function hasSimulatedStack(environment: SimulatedEnvironment, stack: string): boolean {
  const file = join(environment.stateFolder, ".pulumi", "stacks", PROJECT, `${stack}.json`);
  return existsSync(file);
}
