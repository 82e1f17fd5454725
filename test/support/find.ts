/** Finds recorded resources, and reads their inputs. */
import type { Recorded } from "./recorded";

/** Inputs, read without types: a spec compares what it reads. */
export type Inputs = Readonly<Record<string, unknown>>;

/**
 * Resources of one type.
 *
 * @param resources Where to look.
 * @param type A type token.
 */
export function ofType(resources: readonly Recorded[], type: string): readonly Recorded[] {
  return resources.filter((resource) => resource.type === type);
}

/**
 * The one resource of a type and name.
 *
 * @param resources Where to look.
 * @param type A type token.
 * @param name A logical name.
 * @throws Error if there is none; the message names those that there are.
 */
export function theOne(resources: readonly Recorded[], type: string, name: string): Recorded {
  const candidates = ofType(resources, type);
  const found = candidates.find((resource) => resource.name === name);
  if (found !== undefined) return found;
  throw new Error(`no ${type} ${name}; there are ${candidates.map((c) => c.name).join(", ")}`);
}

/**
 * Resources whose logical names begin in one of some ways: those of some components.
 *
 * @param resources Where to look.
 * @param beginnings Such as `primary-compute`.
 */
export function namedAfter(
  resources: readonly Recorded[],
  ...beginnings: readonly string[]
): readonly Recorded[] {
  return resources.filter(({ name }) => beginnings.some((beginning) => name.startsWith(beginning)));
}

/**
 * The value at a path of field names and indices.
 *
 * @param from Where to begin.
 * @param path Such as `["spec", "template", "spec"]`.
 */
export function at(from: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    from,
  );
}

/**
 * The list at a path; empty where there is none.
 *
 * @param from Where to begin.
 * @param path As for {@link at}.
 */
export function listAt(from: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(from, ...path);
  return Array.isArray(value) ? value : [];
}

/**
 * How many resources of each type a component has.
 *
 * @param resources Where to look.
 * @param component Type token of the component, such as `platform:network:AwsNetwork`.
 */
export function countsIn(
  resources: readonly Recorded[],
  component: string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const inside = resources.filter(({ parent }) => parent.includes(`${component}::`));
  for (const { type } of inside.toSorted((a, b) => a.type.localeCompare(b.type, "en"))) {
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
