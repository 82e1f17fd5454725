/** Whether what a cell holds may be lost. */
import type { CellPlan } from "../plan/cell";

/**
 * Data of `dev` may be lost; all other data is protected, and its secrets, keys and snapshots
 * can be brought back for a while.
 *
 * @param cell The cell.
 */
export function isDataKept(cell: CellPlan): boolean {
  return cell.environment !== "dev";
}
