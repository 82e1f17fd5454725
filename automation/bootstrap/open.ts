/**
 * Opens the bootstrap's own stack, one per cell. It is a project of its own, so that the state of
 * what comes before the cell lies beside the state of the cell and not in it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, StackAlreadyExistsError } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { engineEnvironment } from "../engine/environment";
import { prepareSimulatedHome, simulatedSettings } from "../engine/shadow";
import { type OpenArgs, type OpenStack, selectQuietly } from "../engine/workspace";
import { stackFile } from "../project";

/** Folder of the program, below the project. */
const FOLDER = join("automation", "bootstrap");

/** Readable and writable by its owner alone. */
const OWNER_ONLY = 0o600;

/**
 * Opens the stack; makes it where it is missing, since nothing can be there before the bootstrap.
 *
 * @param args Project, stack of the cell, and kind of run.
 * @throws UserError if a real run would meet simulated clouds.
 */
export async function openBootstrap(args: OpenArgs): Promise<OpenStack> {
  const environment = engineEnvironment(args);
  const ready = environment.kind === "simulated" ? prepareSimulatedHome(environment) : environment;
  const { root, stack: name } = args;
  const program = join(root, FOLDER);
  // A simulated run leaves nothing in the project.
  const settings = ready.kind === "simulated" ? join(ready.home, "bootstrap") : program;
  mkdirSync(settings, { recursive: true });
  if (settings !== program) {
    writeFileSync(join(settings, "Pulumi.yaml"), readFileSync(join(program, "Pulumi.yaml")));
  }
  copySettings(root, settings, name);
  await makeIfMissing(settings, name, ready.variables);
  const configFile = copySettings(root, settings, name);
  const envVars = { ...ready.variables };
  const workspace = await LocalWorkspace.create({ workDir: program, envVars });
  const stack = await selectQuietly(name, workspace);
  return { root, name, environment: ready, stack, configFile };
}

/** The cell's settings, with the salt of the bootstrap's own stack. */
function copySettings(root: string, settings: string, name: string): string {
  const target = stackFile(settings, name);
  const own: unknown = existsSync(target) ? parse(readFileSync(target, "utf8")) : undefined;
  const salt =
    typeof own === "object" && own !== null && "encryptionsalt" in own
      ? String(own.encryptionsalt)
      : undefined;
  const text = simulatedSettings(readFileSync(stackFile(root, name), "utf8"), salt);
  writeFileSync(target, text, { mode: OWNER_ONLY });
  return target;
}

async function makeIfMissing(
  workDir: string,
  name: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const workspace = await LocalWorkspace.create({ workDir, envVars: { ...variables } });
  try {
    await workspace.createStack(name);
  } catch (error) {
    if (!(error instanceof StackAlreadyExistsError)) throw error;
  }
}
