/** Careful reading of values that may have any shape, so that one fault hides no other. */
import { cidrProblem, parseCidr, type Cidr } from "../../analysis/cidr";

/**
 * The value at a path, whatever stands on the way.
 *
 * @param raw Any value.
 * @param path Keys from the top, joined by dots.
 * @returns undefined where nothing is.
 */
export function at(raw: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Readonly<Record<string, unknown>>)[key];
  }, raw);
}

/**
 * The text at a path.
 *
 * @param raw Any value.
 * @param path Keys from the top, joined by dots.
 * @returns undefined where there is none, or another type.
 */
export function textAt(raw: unknown, path: string): string | undefined {
  const value = at(raw, path);
  return typeof value === "string" ? value : undefined;
}

/**
 * The number at a path.
 *
 * @param raw Any value.
 * @param path Keys from the top, joined by dots.
 * @returns undefined where there is none, or another type.
 */
export function numberAt(raw: unknown, path: string): number | undefined {
  const value = at(raw, path);
  return typeof value === "number" ? value : undefined;
}

/**
 * The range at a path.
 *
 * @param raw Any value.
 * @param path Keys from the top, joined by dots.
 * @returns undefined where there is none, or what stands there is no range.
 */
export function cidrAt(raw: unknown, path: string): Cidr | undefined {
  const text = textAt(raw, path);
  return text === undefined || cidrProblem(text) !== undefined ? undefined : parseCidr(text);
}

/**
 * The list at a path.
 *
 * @param raw Any value.
 * @param path Keys from the top, joined by dots.
 * @returns empty where there is none, or another type.
 */
export function listAt(raw: unknown, path: string): readonly unknown[] {
  const value = at(raw, path);
  return Array.isArray(value) ? value : [];
}
