/** `Check`: names, defaults, what the SDK declares, and the rules that a preview can know. */
import type { Values } from "../../facts/values";
import type { Call, Verb } from "../contract";
import { Refusal } from "../refusal";
import type { ResourceShape } from "../schema/shapes";
import { withAutoname } from "./autoname";
import { mergeDeep, modelFor } from "./models";
import type { CheckAnswer, CheckRequest, Failure } from "./requests";
import { hasUnknown, scopeOf } from "./session";
import type { Session } from "./session";
import { problemsOf } from "./validate";
import { viewOf } from "./view";

/** Declared keys of a custom resource of Kubernetes, whose own schema is in its CRD. */
const CUSTOM_RESOURCE: ResourceShape = {
  inputs: {
    apiVersion: { shape: { k: "string" }, required: true },
    kind: { shape: { k: "string" }, required: true },
    metadata: { shape: { k: "map", of: { k: "any" } } },
  },
  outputs: { apiVersion: { k: "string" }, kind: { k: "string" }, metadata: { k: "map" } },
  types: {},
  open: true,
};

/**
 * @param session The provider instance.
 * @param request The inputs as the program states them.
 * @returns The inputs with defaults, and every problem.
 * @throws Refusal for a type that the provider does not know.
 */
export function check(session: Session, request: CheckRequest): CheckAnswer {
  const { definition } = session;
  const shape = shapeFor(session, request.type);
  const named = withAutoname(definition.package, request, shape);
  const defaults = modelFor(definition, request.type)?.defaults?.(named);
  const inputs = mergeDeep(defaults ?? {}, named);
  const problems = problemsOf(definition.package, inputs, shape);
  return {
    inputs,
    // Rules read inputs of the declared shape; they are not asked about others.
    failures: problems.length > 0 ? problems : checkRules(session, request, inputs),
  };
}

/**
 * @param session The provider instance.
 * @param type A type token.
 * @returns What the SDK declares of it.
 * @throws Refusal for a type that the provider does not know.
 */
export function shapeFor(session: Session, type: string): ResourceShape {
  const shape = session.schema.resource(type);
  if (shape !== undefined) {
    return shape;
  }
  if (session.definition.package === "kubernetes") {
    return CUSTOM_RESOURCE;
  }
  // Source: pulumi-terraform-bridge, Provider.Check.
  throw new Refusal(`unrecognized resource type (Check): ${type}`);
}

/**
 * @param session The provider instance.
 * @param call The call, complete.
 * @returns The messages of every rule that refuses it.
 */
export function refusals(session: Session, call: Call): readonly string[] {
  return session.definition.rules
    .filter(({ verbs, types }) => verbs.includes(call.verb) && concerns(types, call.type))
    .flatMap((rule) => rule.refuse(call) ?? []);
}

function concerns(types: readonly string[], type: string): boolean {
  return types.includes(type) || (types.length === 1 && types[0] === "*");
}

function checkRules(session: Session, request: CheckRequest, inputs: Values): readonly Failure[] {
  const rules = session.definition.rules.filter(({ verbs }) => verbs.includes("check"));
  const isJudged = rules.some(({ types }) => concerns(types, request.type));
  if (!isJudged || hasUnknown(session.provider)) {
    return [];
  }
  const scope = scopeOf(session, inputs);
  const inventory = session.store.read();
  const verb: Verb = "check";
  const call: Call = {
    verb,
    type: request.type,
    urn: request.urn,
    inputs,
    scope,
    cloud: viewOf(inventory, scope),
    now: Date.now() + inventory.aheadMs,
    ...(request.olds === undefined ? {} : { olds: request.olds }),
  };
  return refusals(session, call).map((reason) => ({ property: "", reason }));
}
