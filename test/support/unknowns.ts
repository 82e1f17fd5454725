/** Property bags as the policy SDK hands them over, in which reading an unknown throws. */
import assert from "node:assert/strict";

import * as sdk from "@pulumi/policy";

/**
 * Wraps inputs as the SDK does; its own types leave the function out.
 *
 * @param values Inputs, with the engine's text for what is unknown.
 */
export function bagOf(values: object): Record<string, unknown> {
  const wrap: unknown = Reflect.get(sdk, "unknownCheckingProxy");
  assert.ok(typeof wrap === "function");
  const bag: unknown = Reflect.apply(wrap, undefined, [values]);
  assert.ok(typeof bag === "object" && bag !== null);
  return bag as Record<string, unknown>;
}
