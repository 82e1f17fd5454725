/** The ledger: what exists in all simulated clouds of one home, shared by many processes. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Value, Values } from "../../facts/values";
import type { StoredResource } from "../contract";
import { Journal } from "./journal";
import { withLock } from "./lock";
import type { Change, Inventory, Outcome, Store } from "./store";

/** What to look for; every field that is given must match. */
export interface Query {
  readonly type?: string;
  readonly id?: string;
  readonly account?: string;
  readonly region?: string;
  readonly package?: string;
}

/** The store on disk, with what tests, `age` and the automation need beside the operations. */
export class Ledger implements Store {
  private readonly journal: Journal;

  /** @param folder Folder of the journal and its lock; it is made when missing. */
  constructor(private readonly folder: string) {
    this.journal = new Journal(join(folder, "journal.jsonl"));
  }

  read(): Inventory {
    this.journal.tail();
    return this.journal.inventory;
  }

  transact<T>(work: (inventory: Inventory) => Outcome<T>): T {
    return this.alone(() => {
      const { changes, answer } = work(this.read());
      if (changes.length > 0) {
        this.journal.append(changes);
      }
      return answer;
    });
  }

  /**
   * @param query What to look for.
   * @default every resource
   * @returns The resources that match, those that clouds made by themselves included.
   */
  list(query: Query = {}): readonly StoredResource[] {
    const { type } = query;
    const candidates = type === undefined ? this.read().everything() : this.read().ofType(type);
    return candidates.filter((resource) => matches(resource, query));
  }

  /**
   * Changes a resource behind the engine's back, as somebody in the cloud's console would.
   *
   * @param resource A resource from {@link list}.
   * @param changes New values of inputs or outputs; `null` removes a key.
   * @returns The resource after the change.
   * @throws Error when the resource does not exist.
   */
  edit(resource: StoredResource, changes: Values): StoredResource {
    return this.transact((inventory) => {
      const current = inventory.get(resource.key);
      if (current === undefined) {
        throw new Error(`there is no ${resource.type} ${resource.id} to edit`);
      }
      const edited: StoredResource = {
        ...current,
        inputs: withChanges(current.inputs, inputsAmong(changes, current)),
        outputs: withChanges(current.outputs, changes),
      };
      return { changes: [{ kind: "put", resource: edited }], answer: edited };
    });
  }

  /**
   * Deletes a resource behind the engine's back, with what the cloud made for it.
   *
   * @param resource A resource from {@link list}.
   */
  remove(resource: StoredResource): void {
    this.transact((inventory) => ({
      changes: removalOf(resource.key, inventory),
      answer: undefined,
    }));
  }

  /** Makes the journal as small as what exists; done by itself when the journal is large. */
  compact(): void {
    this.alone(() => {
      this.journal.tail();
      this.journal.compact();
    });
  }

  private alone<T>(work: () => T): T {
    mkdirSync(this.folder, { recursive: true });
    return withLock(join(this.folder, "lock"), work);
  }
}

/**
 * Opens the ledger of a home.
 *
 * @param home The folder of everything simulated, as in `PODCAST_SIM_HOME`.
 */
export function openLedger(home: string): Ledger {
  return new Ledger(join(home, "clouds"));
}

/**
 * @param key A resource that goes away.
 * @param inventory Where it is.
 * @returns The removal of the resource and, first, of everything that the cloud made for it.
 */
export function removalOf(key: string, inventory: Inventory): readonly Change[] {
  const children = inventory.madeFor(key).flatMap((child) => removalOf(child.key, inventory));
  return [...children, { kind: "remove", key }];
}

function matches(resource: StoredResource, query: Query): boolean {
  const { id, account, region, package: packageName } = query;
  return (
    (id === undefined || resource.id === id) &&
    (account === undefined || resource.scope.account === account) &&
    (region === undefined || resource.scope.region === region) &&
    (packageName === undefined || resource.scope.package === packageName)
  );
}

/** A key that is computed only (a status) does not become an input. */
function inputsAmong(changes: Values, { inputs, outputs }: StoredResource): Values {
  return Object.fromEntries(
    Object.entries(changes).filter(([key]) => key in inputs || !(key in outputs)),
  );
}

function withChanges(values: Values, changes: Values): Values {
  const merged: Record<string, Value> = { ...values, ...changes };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
