/** Where the project lies, whether its sources run or their bundle. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** @returns The folder with the project's package.json and its simulated clouds. */
export function projectFolder(): string {
  let folder = __dirname;
  // A bundle lies below node_modules/.cache: the first folder up that has both is the project.
  while (!existsSync(join(folder, "simulator", "contract.ts"))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error(`no project around ${__dirname}: simulator/contract.ts is not found`);
    }
    folder = parent;
  }
  return folder;
}
