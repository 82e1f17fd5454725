/** Reads the engine's property bags into plain values, where an unknown is a mark and no exception. */
import { UnknownValueError } from "@pulumi/policy";

import { UNKNOWN, UNKNOWN_SENTINEL, isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";

/**
 * Reads a property bag of the policy SDK. Its proxy throws when an unknown value is read and says
 * so for keys never: each single read is guarded, so that one unknown hides nothing beside it.
 *
 * @param bag `props` of a resource or provider, proxied or plain.
 */
export function readValues(bag: unknown): Values {
  const value = readValue(bag);
  return isFields(value) ? value : {};
}

function readValue(source: unknown): Value {
  if (source === null || source === undefined) return null;
  if (typeof source === "boolean" || typeof source === "number") return source;
  if (typeof source === "string") return source === UNKNOWN_SENTINEL ? UNKNOWN : source;
  if (source === UNKNOWN) return UNKNOWN;
  if (typeof source !== "object") return null;
  return Array.isArray(source) ? readItems(source) : readFields(source);
}

function readItems(source: readonly unknown[]): readonly Value[] {
  return Array.from({ length: source.length }, (_, index) => readAt(source, index));
}

function readFields(source: object): Values {
  return Object.fromEntries(Object.keys(source).map((key) => [key, readAt(source, key)]));
}

function readAt(source: object, key: string | number): Value {
  try {
    return readValue(Reflect.get(source, key));
  } catch (error) {
    if (error instanceof UnknownValueError) return UNKNOWN;
    throw error;
  }
}
