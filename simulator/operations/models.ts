/** Models of types, and merging of what they answer. */
import { isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { CloudDefinition, Model } from "../contract";

/**
 * @param definition The cloud.
 * @param type A type token.
 * @returns The type's model, else that of `*`, else undefined.
 */
export function modelFor(definition: CloudDefinition, type: string): Model | undefined {
  return (
    definition.models.find((model) => model.type === type) ??
    definition.models.find((model) => model.type === "*")
  );
}

/**
 * Merges values deep; what stands in `over` wins, lists are taken whole.
 *
 * @param under Values that give way.
 * @param over Values that win.
 */
export function mergeDeep(under: Values, over: Values): Values {
  const merged: Record<string, Value> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isFields(below) && isFields(value) ? mergeDeep(below, value) : value;
  }
  return merged;
}
