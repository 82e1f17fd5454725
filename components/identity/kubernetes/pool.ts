/** The pool of nodes that everything runs on which must stay. */
import type { NodePoolPlan } from "../../../plan/cell";

/**
 * The system pool.
 *
 * @param pools All pools of the site.
 * @throws Error if the plan has none.
 */
export function systemPoolOf(pools: readonly NodePoolPlan[]): NodePoolPlan {
  const pool = pools.find(({ role }) => role === "system");
  if (pool === undefined) throw new Error("nodePools has no pool with the role system");
  return pool;
}
