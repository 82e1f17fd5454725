/** Whether what a cell holds may be lost. */
import type { CellPlan } from "../plan/cell";

/**
 * Data of `dev` may be lost; of all other data a last snapshot and the keys can be brought back for
 * a while.
 *
 * @param cell The cell.
 */
export function isDataKept(cell: CellPlan): boolean {
  return cell.environment !== "dev";
}

/**
 * Whether what holds data refuses to be deleted. A cell that is to go refuses no longer, and still
 * leaves a last snapshot and the key that opens it.
 *
 * @param cell The cell.
 */
export function isProtected(cell: CellPlan): boolean {
  return cell.protected;
}
