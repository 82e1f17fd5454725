/** `Create`, `Update`, `Delete`: pure decisions over the inventory, written in one transaction. */
import { UNKNOWN, isFields } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { Call, Model, Scope, StoredResource } from "../contract";
import { removalOf } from "../ledger/ledger";
import type { Change, Inventory, Outcome } from "../ledger/store";
import { generatedKeys, genericOutputs, tagsAll } from "../outputs/generic";
import { genericId } from "../outputs/ids";
import { Refusal } from "../refusal";
import type { ResourceShape } from "../schema/shapes";
import { refusals, shapeFor } from "./check";
import { modelFor } from "./models";
import { isWriteOnly } from "./replacement";
import type { CreateRequest, DeleteRequest, Existing, Target, UpdateRequest } from "./requests";
import { scopeOf } from "./session";
import type { Session } from "./session";
import { keyOf, viewOf } from "./view";

/** What the parts of an operation share. */
interface Work {
  readonly session: Session;
  readonly shape: ResourceShape;
  readonly model: Model | undefined;
}

/**
 * @param session The provider instance.
 * @param request The checked inputs.
 * @returns The new resource; at preview no id, and unknown values for what will be computed.
 * @throws Refusal with the cloud's message.
 */
export function create(session: Session, request: CreateRequest): Existing {
  const work = workOf(session, request);
  if (request.preview) {
    return { id: "", inputs: request.inputs, outputs: previewOfCreate(work, request) };
  }
  const scope = scopeOf(session, request.inputs);
  return session.store.transact((inventory): Outcome<Existing> => {
    const call = callOf(request, { verb: "create", inputs: request.inputs, scope }, inventory);
    refuse(session, call);
    const id = work.model?.id?.(call) ?? genericId(call);
    const key = keyOf(scope, request.type, id);
    if (session.definition.stateless !== true && inventory.get(key) !== undefined) {
      throw new Refusal(`creating ${request.type} (${id}): already exists`, "alreadyExists");
    }
    return store(work, { ...call, id }, inventory);
  });
}

/**
 * @param session The provider instance.
 * @param request Inputs before and after.
 * @returns The resource after the update.
 * @throws Refusal with the cloud's message, or when the resource is gone.
 */
export function update(session: Session, request: UpdateRequest): Existing {
  const work = workOf(session, request);
  const { inputs, id, state: before } = request;
  if (request.preview) {
    return { id, inputs, outputs: previewOfUpdate(work, request) };
  }
  const scope = scopeOf(session, { ...before, ...inputs });
  return session.store.transact((inventory): Outcome<Existing> => {
    const there = inventory.get(keyOf(scope, request.type, id));
    if (there === undefined && session.definition.stateless !== true) {
      throw new Refusal(`updating ${request.type} (${id}): couldn't find resource`, "notFound");
    }
    const olds = there?.inputs ?? request.olds;
    const known = { verb: "update", inputs, scope, olds, id } as const;
    const call = { ...callOf(request, known, inventory), id, before: there?.outputs ?? before };
    refuse(session, call);
    return store(work, call, inventory);
  });
}

/**
 * @param session The provider instance.
 * @param request The resource; one that is gone already is no problem.
 * @throws Refusal with the cloud's message.
 */
export function remove(session: Session, request: DeleteRequest): void {
  const scope = scopeOf(session, { ...request.state, ...request.inputs });
  const key = keyOf(scope, request.type, request.id);
  session.store.transact((inventory) => {
    const there = inventory.get(key);
    if (there === undefined) {
      return { changes: [], answer: undefined };
    }
    const known = { verb: "delete", inputs: there.inputs, scope, id: there.id } as const;
    const call = { ...callOf(request, known, inventory), id: there.id, before: there.outputs };
    refuse(session, call);
    const remains = modelFor(session.definition, request.type)?.remains?.(call) ?? [];
    const left = remains.map((one): Change => ({ kind: "put", resource: madeByCloud(one, scope) }));
    return { changes: [...removalOf(key, inventory), ...left], answer: undefined };
  });
}

function workOf(session: Session, { type }: Target): Work {
  const model = modelFor(session.definition, type);
  return { session, shape: shapeFor(session, type), model };
}

function callOf(
  target: Target,
  known: Pick<Call, "verb" | "inputs" | "scope" | "olds" | "id">,
  inventory: Inventory,
): Call {
  const { type, urn } = target;
  const cloud = viewOf(inventory, known.scope);
  return { ...known, type, urn, cloud, now: Date.now() + inventory.aheadMs };
}

function refuse(session: Session, call: Call): void {
  const messages = refusals(session, call);
  if (messages.length > 0) {
    throw new Refusal(messages.join("\n"));
  }
}

/** Computes the outputs and writes the resource with what the cloud makes for it. */
function store(
  work: Work,
  call: Call & { readonly id: string },
  inventory: Inventory,
): Outcome<Existing> {
  const { inputs, id, scope, type } = call;
  const outputs = { ...computed(work, call), ...work.model?.outputs?.(call) };
  const answer = { id, inputs, outputs };
  if (work.session.definition.stateless === true) {
    return { changes: [], answer };
  }
  const key = keyOf(scope, type, id);
  const stored = { key, type, id, scope: withoutCredentials(scope), inputs, outputs };
  return {
    changes: [{ kind: "put", resource: stored }, ...childrenOf(work, call, inventory)],
    answer,
  };
}

/** Generated outputs under what was computed before, under the inputs. */
function computed(work: Work, call: Call & { readonly id: string }): Values {
  const generic = genericOutputs(call, work.shape);
  const kept = Object.entries(call.before ?? {}).filter(
    ([key]) => key in generic && !(key in call.inputs) && key !== "tagsAll",
  );
  const readable = Object.entries(call.inputs).filter(
    ([key]) => !isWriteOnly(key, work.shape, work.model) && !key.startsWith("__"),
  );
  return {
    ...Object.fromEntries(readable),
    ...generic,
    ...Object.fromEntries(kept),
    ...idOutput(call.scope.package, call.id),
  };
}

/** Bridged providers give the id among the outputs too; the Kubernetes provider does not. */
function idOutput(packageName: Scope["package"], id: Value): Values {
  return packageName === "kubernetes" ? {} : { id };
}

function childrenOf(
  work: Work,
  call: Call & { readonly id: string },
  inventory: Inventory,
): readonly Change[] {
  const { scope } = call;
  const parent = keyOf(scope, call.type, call.id);
  const children = (work.model?.children?.(call) ?? []).map((child) => ({
    ...madeByCloud(child, scope),
    madeFor: parent,
  }));
  const staying = new Set(children.map(({ key }) => key));
  const going = inventory.madeFor(parent).filter(({ key }) => !staying.has(key));
  return [
    ...going.flatMap(({ key }) => removalOf(key, inventory)),
    ...children.map((resource): Change => ({ kind: "put", resource })),
  ];
}

/** A resource that is in no state: its inputs are nobody's. */
function madeByCloud(
  made: { readonly type: string; readonly id: string; readonly outputs: Values },
  scope: Scope,
): StoredResource {
  const key = keyOf(scope, made.type, made.id);
  return { ...made, key, scope: withoutCredentials(scope), inputs: {} };
}

/** What a cloud keeps about a caller is never what the caller proves itself with. */
function withoutCredentials(scope: Scope): Scope {
  const provider = Object.entries(scope.provider).filter(
    ([key]) => !/kubeconfig|credential|token|secret|password|accessKey|apiKey/i.test(key),
  );
  return { ...scope, provider: Object.fromEntries(provider) };
}

function previewOfCreate(work: Work, request: CreateRequest): Values {
  const { inputs } = request;
  const { session, shape, model } = work;
  const unknown = generatedKeys(inputs, shape).map((key): [string, Value] => [key, UNKNOWN]);
  const readable = Object.entries(inputs).filter(
    ([key]) => !isWriteOnly(key, shape, model) && !key.startsWith("__"),
  );
  const tags: Values =
    "tagsAll" in shape.outputs ? { tagsAll: tagsAll(session.provider, inputs) } : {};
  return {
    ...Object.fromEntries([...unknown, ...readable]),
    ...modelledPreview(work, request),
    ...tags,
    ...idOutput(session.definition.package, UNKNOWN),
  };
}

/** What the model will compute and no input gives, at the top and inside given objects: unknown. */
function modelledPreview({ session, model }: Work, request: CreateRequest): Values {
  if (model?.outputs === undefined) {
    return {};
  }
  try {
    const scope = scopeOf(session, request.inputs);
    const known = { verb: "create", inputs: request.inputs, scope } as const;
    const call = { ...callOf(request, known, session.store.read()), id: "preview" };
    return withComputed(request.inputs, model.outputs(call));
  } catch {
    // A model may stumble over unknown inputs or a cluster that is not there yet.
    return {};
  }
}

/** Fields of `made` that are not given, as unknown; objects that are given in part are completed. */
function withComputed(given: Values, made: Values): Values {
  const entries = Object.entries(made).flatMap(([key, value]): readonly [string, Value][] => {
    const input = given[key];
    if (input === undefined) return [[key, UNKNOWN]];
    if (!isFields(input) || !isFields(value)) return [];
    return [[key, { ...input, ...withComputed(input, value) }]];
  });
  return Object.fromEntries(entries);
}

/** What was computed before stays known, as providers plan it; what the model would change shows. */
function previewOfUpdate(work: Work, request: UpdateRequest): Values {
  const { inputs, state, id, olds } = request;
  const kept = Object.entries(state).filter(([key]) => !(key in olds) || key in inputs);
  const base = { ...Object.fromEntries(kept), ...inputs };
  try {
    const scope = scopeOf(work.session, { ...state, ...inputs });
    const known = { verb: "update", inputs, scope, olds, id } as const;
    const call = { ...callOf(request, known, work.session.store.read()), id, before: state };
    return { ...computed(work, call), ...work.model?.outputs?.(call) };
  } catch {
    return base;
  }
}
