/**
 * What the order of a first `up` protects from. Each `dependsOn` of a stack is taken out in turn:
 * the cloud is put back to how it stands when the engine makes the resource without waiting, and
 * is asked for it.
 */
import type { Values } from "../../facts/values";
import type { StateResource } from "../../automation/engine/state";
import { CLOUDS } from "../../simulator/clouds";
import type { CloudDefinition, StoredResource } from "../../simulator/contract";
import { MemoryStore } from "../../simulator/ledger/memory";
import { Refusal } from "../../simulator/refusal";
import { schemaFor } from "../../simulator/schema/schema";
import { simulateCalls } from "../../simulator/testing";

/** One `dependsOn`, taken out. */
export interface Edge {
  /** Who waits. */
  readonly from: string;
  /** For whom. */
  readonly to: string;
  /** What the cloud said; undefined where it took the resource. */
  readonly refusal?: string;
}

/** What the walk needs. */
export interface BringUp {
  readonly resources: readonly StateResource[];
  readonly stored: readonly StoredResource[];
  /** How the stored resource of one of the state is found. */
  readonly storedOf: (resource: StateResource) => StoredResource | undefined;
}

/** URNs that a resource waits for by `dependsOn` alone: no input of it names them. */
export function waitsFor(resource: StateResource): readonly string[] {
  const named = new Set(
    Object.values(resource.propertyDependencies ?? {}).flatMap((urns) => urns ?? []),
  );
  return (resource.dependencies ?? []).filter((urn) => !named.has(urn));
}

/** Everything that cannot be there without a resource, itself among it. */
function closureOf(
  root: string,
  dependents: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const todo = [root];
  for (let urn = todo.pop(); urn !== undefined; urn = todo.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    todo.push(...(dependents.get(urn) ?? []));
  }
  return seen;
}

function dependentsOf(resources: readonly StateResource[]): ReadonlyMap<string, readonly string[]> {
  const dependents = new Map<string, string[]>();
  for (const { urn, dependencies, provider } of resources) {
    const providerUrn = provider?.replace(/::[^:]*$/, "");
    for (const on of [
      ...(dependencies ?? []),
      ...(providerUrn === undefined ? [] : [providerUrn]),
    ]) {
      dependents.set(on, [...(dependents.get(on) ?? []), urn]);
    }
  }
  return dependents;
}

/** What is away while a resource is asked for: URNs and what controllers made for them. */
function keysOf(
  urns: ReadonlySet<string>,
  keyByUrn: ReadonlyMap<string, string>,
  stored: readonly StoredResource[],
): ReadonlySet<string> {
  const keys = new Set([...urns].flatMap((urn) => keyByUrn.get(urn) ?? []));
  for (const { key, madeFor } of stored)
    if (madeFor !== undefined && keys.has(madeFor)) keys.add(key);
  return keys;
}

function definitionOf(stored: StoredResource): CloudDefinition {
  const definition = CLOUDS.find((cloud) => cloud.package === stored.scope.package);
  if (definition === undefined) throw new Error(`no cloud makes ${stored.type}`);
  return definition;
}

/** Asks the cloud, as it stands without some resources, for one of them. */
function refusalOf(
  wanted: StoredResource,
  stored: readonly StoredResource[],
  away: ReadonlySet<string>,
  provider: Values,
): string | undefined {
  const store = new MemoryStore();
  const there = stored.filter(({ key }) => !away.has(key));
  store.transact(() => ({
    changes: there.map((resource) => ({ kind: "put", resource }) as const),
    answer: undefined,
  }));
  const definition = definitionOf(wanted);
  const calls = simulateCalls(definition, {
    store,
    provider,
    schema: schemaFor(definition.package),
  });
  try {
    calls.create(wanted.type, wanted.inputs);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/**
 * Takes out each `dependsOn` of a stack.
 *
 * @param bringUp The stack as it stands after its first `up`.
 */
export function edgesOf({ resources, stored, storedOf }: BringUp): readonly Edge[] {
  const dependents = dependentsOf(resources);
  const found = resources.map((one) => [one.urn, storedOf(one)] as const);
  const keyByUrn = new Map(
    found.flatMap(([urn, one]) => (one === undefined ? [] : [[urn, one.key]])),
  );
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  return found.flatMap(([urn, wanted]) => {
    const resource = byUrn.get(urn);
    if (wanted === undefined || resource === undefined) return [];
    const provider = byUrn.get(resource.provider?.replace(/::[^:]*$/, "") ?? "");
    return waitsFor(resource).map((to) => {
      const gone = new Set([...closureOf(to, dependents), ...closureOf(urn, dependents)]);
      const away = keysOf(gone, keyByUrn, stored);
      const refusal = refusalOf(wanted, stored, away, (provider?.inputs ?? {}) as Values);
      return { from: urn, to, ...(refusal === undefined ? {} : { refusal }) };
    });
  });
}
