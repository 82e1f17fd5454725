/** Where a preview keeps its plan until it is applied. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OpenStack } from "../engine/workspace";

/**
 * A place of its own for each run, readable by its owner alone: a plan holds inputs, with secrets
 * encrypted.
 *
 * @param open The stack.
 */
export function planFileOf(open: OpenStack): string {
  const file = join(mkdtempSync(join(tmpdir(), `podcast-plan-${open.name}-`)), "plan.json");
  process.once("exit", () => {
    rmSync(dirname(file), { recursive: true, force: true });
  });
  return file;
}
