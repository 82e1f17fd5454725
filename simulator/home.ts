/** Where everything simulated lies. */
import { join, resolve } from "node:path";
import { projectFolder } from "./project";

/** Environment variable with the folder of everything simulated. */
export const HOME_VARIABLE = "PODCAST_SIM_HOME";

/**
 * @param environment The process's environment.
 * @default the folder `.simulated` of the project
 * @returns The folder of everything simulated.
 */
export function simulatedHome(environment: NodeJS.ProcessEnv): string {
  const stated = environment[HOME_VARIABLE];
  return stated === undefined || stated === ""
    ? join(projectFolder(), ".simulated")
    : resolve(stated);
}
