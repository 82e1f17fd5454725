/** Time passes: the simulated clouds change by themselves what clouds change by themselves. */
import type { Value, Values } from "../facts/values";
import type { CloudDefinition, Model, StoredResource } from "./contract";
import type { Change, Inventory, Store } from "./ledger/store";
import { openLedger, removalOf } from "./ledger/ledger";
import { modelFor } from "./operations/models";
import { viewOf } from "./operations/view";

/** How much time passes when nobody says. */
const DEFAULT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** One resource that its cloud has changed. */
export interface Aged {
  readonly type: string;
  readonly id: string;
  /** The outputs that changed; `(gone)` alone where the cloud removed it. */
  readonly keys: readonly string[];
}

/**
 * Lets time pass in every simulated cloud of a home.
 *
 * @param home The folder of everything simulated.
 * @param clouds The clouds whose models know what time does.
 * @param options How long.
 * @returns What changed.
 */
export function ageClouds(
  home: string,
  clouds: readonly CloudDefinition[],
  options: {
    /**
     * Days that pass.
     * @default 30
     */
    readonly days?: number;
    /**
     * Only what this filter lets through ages; the clock is the same for all.
     * @default every resource
     */
    readonly only?: (resource: StoredResource) => boolean;
  } = {},
): readonly Aged[] {
  return ageStore(openLedger(home), clouds, {
    aheadMs: (options.days ?? DEFAULT_DAYS) * DAY_MS,
    only: options.only ?? (() => true),
  });
}

/**
 * Lets time pass in a store.
 *
 * @param store The ledger, or a store in memory.
 * @param clouds The clouds whose models know what time does.
 * @param passing How long, and for which resources.
 * @returns What changed.
 */
export function ageStore(
  store: Store,
  clouds: readonly CloudDefinition[],
  passing: { readonly aheadMs: number; readonly only: (resource: StoredResource) => boolean },
): readonly Aged[] {
  return store.transact((inventory) => {
    const touched = inventory.everything().filter(passing.only);
    const gone = touched.filter((resource) => isGone(resource, clouds, inventory));
    const older = touched
      .filter((resource) => !gone.includes(resource))
      .flatMap((resource) => aged(resource, clouds, inventory));
    const clock: Change = { kind: "clock", aheadMs: inventory.aheadMs + passing.aheadMs };
    return {
      changes: [
        clock,
        ...gone.flatMap(({ key }) => removalOf(key, inventory)),
        ...older.map(({ resource }): Change => ({ kind: "put", resource })),
      ],
      answer: [
        ...gone.map(({ type, id }) => ({ type, id, keys: ["(gone)"] })),
        ...older.map(({ resource, keys }) => ({ type: resource.type, id: resource.id, keys })),
      ],
    };
  });
}

/** A finished Job, for example, is removed by its cluster. */
function isGone(
  resource: StoredResource,
  clouds: readonly CloudDefinition[],
  inventory: Inventory,
): boolean {
  const view = viewOf(inventory, resource.scope);
  return modelOf(resource, clouds)?.vanishes?.(resource, view) ?? false;
}

function modelOf(
  { scope, type }: StoredResource,
  clouds: readonly CloudDefinition[],
): Model | undefined {
  const definition = clouds.find((cloud) => cloud.package === scope.package);
  return definition === undefined ? undefined : modelFor(definition, type);
}

function aged(
  resource: StoredResource,
  clouds: readonly CloudDefinition[],
  inventory: Inventory,
): readonly { readonly resource: StoredResource; readonly keys: readonly string[] }[] {
  const changes = modelOf(resource, clouds)?.age?.(resource, viewOf(inventory, resource.scope));
  if (changes === undefined || Object.keys(changes).length === 0) {
    return [];
  }
  const inputs = { ...resource.inputs, ...statedAmong(changes, resource.inputs) };
  const outputs = { ...resource.outputs, ...changes };
  return [{ resource: { ...resource, inputs, outputs }, keys: Object.keys(changes) }];
}

/** What the program states and the cloud changes is drift: a refresh finds it in the inputs. */
function statedAmong(changes: Values, inputs: Values): Values {
  const stated = Object.entries(changes).filter(([key]) => key in inputs);
  return Object.fromEntries(stated.map(([key, value]): [string, Value] => [key, value]));
}
