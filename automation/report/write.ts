/** Writes the report of a stack: `report/<stack>/report.json` and `report.md`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineEnvironment, Variables } from "../engine/environment";
import { markdownReport, type Reported } from "./markdown";

/**
 * @param root The project's folder.
 * @param stack The stack.
 * @param environment The kind of run.
 * @param variables The user's environment.
 * @returns `report/<stack>` in the project; beside its state where simulated runs have a home of
 *   their own.
 */
export function reportFolder(
  root: string,
  stack: string,
  environment: EngineEnvironment,
  variables: Variables,
): string {
  const ownHome = variables.PODCAST_SIM_HOME;
  const base =
    environment.kind === "simulated" && ownHome !== undefined && ownHome !== ""
      ? environment.home
      : root;
  return join(base, "report", stack);
}

/**
 * @param folder Where the report lies.
 * @param document What the command prints.
 */
export function writeReport(folder: string, document: Reported): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(document, undefined, 2)}\n`);
  writeFileSync(join(folder, "report.md"), markdownReport(document));
}
