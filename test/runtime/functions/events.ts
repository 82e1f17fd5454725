/** Recorded events of the functions. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/recorded";

/** Folder of the functions. */
export const FUNCTIONS_FOLDER = join(ROOT, "runtime/functions");

/**
 * A recorded event.
 *
 * @param name Folder of the function.
 * @param event Name of the file.
 */
export function recordedEvent(name: string, event: string): unknown {
  const path = join(FUNCTIONS_FOLDER, name, "events", `${event}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as unknown;
}
