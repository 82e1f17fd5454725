/** Reads inputs for pricing: a value, `undefined` where it is left out, UNKNOWN where it is open. */
import { UNKNOWN, type Unknown, type Value, type Values, isFields } from "../../facts/values";

/**
 * The value at a dotted path; unknown as soon as a part of the way is unknown.
 *
 * @param values Inputs or outputs.
 * @param path Such as `scalingConfig.desiredSize`; a list is entered by its index.
 */
export function at(values: Values, path: string): Value | undefined {
  let here: Value | undefined = values;
  for (const step of path.split(".")) {
    if (here === UNKNOWN) return UNKNOWN;
    if (Array.isArray(here)) here = (here as readonly Value[])[Number(step)];
    else here = isFields(here) ? here[step] : undefined;
  }
  return here === null ? undefined : here;
}

/**
 * A number; text that spells a number counts.
 *
 * @param values Inputs or outputs.
 * @param path Where it stands.
 */
export function numberAt(values: Values, path: string): number | Unknown | undefined {
  const value = at(values, path);
  if (value === undefined) return undefined;
  if (typeof value === "number") return value;
  const parsed = typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isNaN(parsed) ? UNKNOWN : parsed;
}

/**
 * A text.
 *
 * @param values Inputs or outputs.
 * @param path Where it stands.
 */
export function textAt(values: Values, path: string): string | Unknown | undefined {
  const value = at(values, path);
  if (value === undefined || typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : UNKNOWN;
}

/**
 * A switch; an unknown one counts as the dearer way.
 *
 * @param values Inputs or outputs.
 * @param path Where it stands.
 * @param state What it is where it is left out, and which way costs more.
 */
export function switchAt(
  values: Values,
  path: string,
  state: { readonly absent: boolean; readonly dearer: boolean },
): boolean {
  const value = at(values, path);
  if (value === undefined) return state.absent;
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : state.dearer;
}

/**
 * A list; empty where it is left out. A list that is unknown as a whole is UNKNOWN.
 *
 * @param values Inputs or outputs.
 * @param path Where it stands.
 */
export function listAt(values: Values, path: string): readonly Value[] | Unknown {
  const value = at(values, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : UNKNOWN;
}

/**
 * The fields of a value, or none.
 *
 * @param value Any value.
 */
export function fieldsOf(value: Value | undefined): Values {
  return isFields(value) ? value : {};
}

/**
 * A known value or a stand-in where it is left out or open.
 *
 * @param value What was read.
 * @param standIn What to take instead.
 */
export function known<T>(value: T | Unknown | undefined, standIn: T): T {
  return value === undefined || value === UNKNOWN ? standIn : value;
}
