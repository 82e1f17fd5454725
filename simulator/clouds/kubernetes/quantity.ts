/** Quantities of Kubernetes: `250m`, `1.5Gi`. Source: Kubernetes API reference, Quantity. */
import type { Value } from "../../../facts/values";

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * Reads a quantity in its base unit: cores, bytes.
 *
 * @param value Text such as `250m`, or a number.
 * @returns Undefined where it is no quantity.
 */
export function quantity(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  const match = /^([+-]?\d*\.?\d+)(?:[eE]([+-]?\d+)|(n|u|m|k|[MGTPE]|[KMGTPE]i))?$/.exec(
    typeof value === "string" ? value : "",
  );
  if (match === null) return undefined;
  return Number(match[1]) * 10 ** Number(match[2] ?? 0) * (FACTORS[match[3] ?? ""] ?? 1);
}
