/** What the saved plan of the engine tells beyond its events: where each input comes from. */
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { ResourceView } from "../../analysis/resource";

const Plan = z.object({
  resourcePlans: z.record(
    z.string(),
    z.object({
      goal: z
        .object({
          propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
        })
        .nullish(),
    }),
  ),
});

/**
 * @param path The plan that a preview saved; a preview that failed saves none.
 * @returns For each URN the origins of its inputs.
 */
export function plannedDependencies(
  path: string,
): Readonly<Record<string, ResourceView["dependencies"]>> {
  if (!existsSync(path)) return {};
  const plan = Plan.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!plan.success) return {};
  return Object.fromEntries(
    Object.entries(plan.data.resourcePlans).map(([urn, { goal }]) => [
      urn,
      Object.fromEntries(
        Object.entries(goal?.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
      ),
    ]),
  );
}
