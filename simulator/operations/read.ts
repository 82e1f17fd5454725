/** `Read`: what the cloud has, for refresh, import and `get`. */
import type { Value, Values } from "../../facts/values";
import { shapeFor } from "./check";
import { modelFor } from "./models";
import { isWriteOnly } from "./replacement";
import type { Existing, ReadRequest } from "./requests";
import { scopeOf } from "./session";
import type { Session } from "./session";
import { keyOf, viewOf } from "./view";

/**
 * @param session The provider instance.
 * @param request The id, and what the state holds of it.
 * @returns The resource with inputs as the cloud has them now, or undefined when it is gone.
 */
export function read(session: Session, request: ReadRequest): Existing | undefined {
  const { type, id, inputs, state } = request;
  if (session.definition.stateless === true) {
    return { id, inputs, outputs: state };
  }
  const scope = scopeOf(session, { ...state, ...inputs });
  const inventory = session.store.read();
  const there = inventory.get(keyOf(scope, type, id)) ?? viewOf(inventory, scope).find(type, id);
  if (there === undefined) {
    return undefined;
  }
  const shape = shapeFor(session, type);
  const model = modelFor(session.definition, type);
  // The cloud gives write-only arguments never back: the state's stay.
  const secretInputs = Object.entries(inputs).filter(([key]) => isWriteOnly(key, shape, model));
  const readable = Object.entries(there.inputs).filter(([key]) => !isWriteOnly(key, shape, model));
  return {
    id,
    inputs: inOrderOf(inputs, { ...Object.fromEntries([...readable, ...secretInputs]) }),
    outputs: there.outputs,
  };
}

/** Keys in the order of the state, so that nothing but values can differ. */
function inOrderOf(order: Values, values: Values): Values {
  const known = Object.keys(order).filter((key) => key in values);
  const rest = Object.keys(values).filter((key) => !(key in order));
  return Object.fromEntries(
    [...known, ...rest].map((key): [string, Value] => [key, values[key] ?? null]),
  );
}
