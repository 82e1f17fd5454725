/** Reads JSON of others: nothing is what it should be until it has been looked at. */

/**
 * Fields of an object.
 *
 * @param value Anything.
 * @returns {} where it is no object.
 */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/**
 * A text below a value.
 *
 * @param value Anything.
 * @param path Field names, from the outermost.
 * @returns undefined where there is none, or something else.
 */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((inner, key) => fieldsOf(inner)[key], value);
  return typeof found === "string" ? found : undefined;
}

/**
 * A number below a value.
 *
 * @param value Anything.
 * @param path Field names, from the outermost.
 * @returns undefined where there is none, or something else.
 */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = path.reduce<unknown>((inner, key) => fieldsOf(inner)[key], value);
  return typeof found === "number" ? found : undefined;
}

/**
 * A list below a value.
 *
 * @param value Anything.
 * @param path Field names, from the outermost.
 * @returns [] where there is none, or something else.
 */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = path.reduce<unknown>((inner, key) => fieldsOf(inner)[key], value);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/**
 * JSON that may be none.
 *
 * @param text Anything written.
 * @returns undefined where it is no JSON.
 */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
