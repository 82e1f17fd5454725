/** Opens a stack of the project through the Automation API, simulated or real. */
import {
  LocalWorkspace,
  Stack,
  StackAlreadyExistsError,
  type Workspace,
} from "@pulumi/pulumi/automation";
import {
  engineEnvironment,
  hasSimulatedStack,
  type EngineEnvironment,
  type SimulatedEnvironment,
  type Variables,
} from "./environment";
import { prepareSimulatedHome, shadowStackFile } from "./shadow";

/** A stack that is ready to be previewed, changed or read. */
export interface OpenStack {
  readonly root: string;
  readonly name: string;
  readonly stack: Stack;
  readonly environment: EngineEnvironment;
  /**
   * Settings that the engine reads instead of the stack file.
   * @default undefined the stack file itself, in a real run
   */
  readonly configFile?: string;
}

/** What to open. */
export interface OpenArgs {
  readonly root: string;
  readonly stack: string;
  readonly simulate: boolean;
  /** The user's environment. */
  readonly variables: Variables;
}

/**
 * Opens a stack. A simulated stack is made where it is missing; a real one never is, because its
 * secrets provider is a choice that the user makes once (`pulumi stack init`).
 *
 * @param args Project, stack and kind of run.
 * @throws UserError if a real run would meet simulated clouds.
 */
export async function openStack(args: OpenArgs): Promise<OpenStack> {
  const environment = engineEnvironment(args);
  const { root, stack: name } = args;
  if (environment.kind === "real") {
    const workspace = await LocalWorkspace.create({
      workDir: root,
      envVars: { ...environment.variables },
    });
    return { root, name, environment, stack: await selectQuietly(name, workspace) };
  }
  const ready = prepareSimulatedHome(environment);
  const workspace = await LocalWorkspace.create({ workDir: root, envVars: { ...ready.variables } });
  await makeIfMissing(ready, root, name);
  const configFile = shadowStackFile(ready, root, name);
  const stack = await selectQuietly(name, workspace);
  return { root, name, environment: ready, stack, configFile };
}

/**
 * Makes a stack in the simulated backend where it is missing. The engine writes its salt beside
 * the project file: in the shadow project, so the real stack file stays as it is.
 *
 * @param environment The simulated environment, prepared.
 * @param root The project's folder.
 * @param name A stack of the project.
 */
export async function makeIfMissing(
  environment: SimulatedEnvironment,
  root: string,
  name: string,
): Promise<void> {
  if (hasSimulatedStack(environment, name)) return;
  shadowStackFile(environment, root, name);
  const workspace = await LocalWorkspace.create({
    workDir: environment.shadow,
    envVars: { ...environment.variables },
  });
  try {
    await workspace.createStack(name);
  } catch (error) {
    // A run side by side was first.
    if (!(error instanceof StackAlreadyExistsError)) throw error;
  }
}

/**
 * The Automation API selects the stack for every later `pulumi` of this user; here each call names
 * its stack, so what the user has selected stays as it is.
 *
 * @param name The stack.
 * @param workspace Its project.
 */
export async function selectQuietly(name: string, workspace: LocalWorkspace): Promise<Stack> {
  const quiet = new Proxy<Workspace>(workspace, {
    get: (target, key) => {
      if (key === "selectStack") return () => Promise.resolve();
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return Stack.select(name, quiet);
}
