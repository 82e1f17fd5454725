/** The inventory in memory: indexes by key, type, account and owner. */
import type { PackageName, StoredResource } from "../contract";
import type { Change, Inventory, Outcome, Store } from "./store";

/** Resources by key, kept in the order in which they were first made. */
type Shelf = Map<string, StoredResource>;

/** Indexed inventory that changes are applied to. */
export class MemoryInventory implements Inventory {
  aheadMs = 0;
  private readonly all: Shelf = new Map();
  private readonly types = new Map<string, Shelf>();
  private readonly accounts = new Map<string, Shelf>();
  private readonly owners = new Map<string, Shelf>();
  private readonly counts = new Map<string, number>();

  get(key: string): StoredResource | undefined {
    return this.all.get(key);
  }

  ofType(type: string): readonly StoredResource[] {
    return contents(this.types.get(type));
  }

  ofAccount(packageName: PackageName, account: string): readonly StoredResource[] {
    return contents(this.accounts.get(accountKey(packageName, account)));
  }

  ofPackage(packageName: PackageName): readonly StoredResource[] {
    return this.everything().filter((resource) => resource.scope.package === packageName);
  }

  everything(): readonly StoredResource[] {
    return [...this.all.values()];
  }

  madeFor(key: string): readonly StoredResource[] {
    return contents(this.owners.get(key));
  }

  seen(fault: string): number {
    return this.counts.get(fault) ?? 0;
  }

  /**
   * Applies changes in order.
   *
   * @param changes What a transaction decided, or a line of the journal.
   */
  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      this.applyOne(change);
    }
  }

  /** @returns The shortest list of changes that makes this inventory out of an empty one. */
  asChanges(): readonly Change[] {
    return [
      { kind: "clock", aheadMs: this.aheadMs },
      ...[...this.counts].map(([fault, seen]): Change => ({ kind: "count", fault, seen })),
      ...this.everything().map((resource): Change => ({ kind: "put", resource })),
    ];
  }

  private applyOne(change: Change): void {
    switch (change.kind) {
      case "put":
        this.put(change.resource);
        return;
      case "remove":
        this.remove(change.key);
        return;
      case "clock":
        this.aheadMs = change.aheadMs;
        return;
      case "count":
        this.counts.set(change.fault, change.seen);
        return;
      default:
        return never(change);
    }
  }

  private put(resource: StoredResource): void {
    this.all.set(resource.key, resource);
    for (const [index, name] of this.indexesOf(resource)) {
      const shelf = index.get(name) ?? new Map<string, StoredResource>();
      shelf.set(resource.key, resource);
      index.set(name, shelf);
    }
  }

  private remove(key: string): void {
    const resource = this.all.get(key);
    if (resource === undefined) {
      return;
    }
    this.all.delete(key);
    for (const [index, name] of this.indexesOf(resource)) {
      index.get(name)?.delete(key);
    }
  }

  private indexesOf(resource: StoredResource): readonly [Map<string, Shelf>, string][] {
    const { package: packageName, account } = resource.scope;
    return [
      [this.types, resource.type],
      [this.accounts, accountKey(packageName, account)],
      ...(resource.madeFor === undefined
        ? []
        : [[this.owners, resource.madeFor] as [Map<string, Shelf>, string]]),
    ];
  }
}

/** A store of one process, gone with it: for tests of rules and models. */
export class MemoryStore implements Store {
  private readonly inventory = new MemoryInventory();

  read(): Inventory {
    return this.inventory;
  }

  transact<T>(work: (inventory: Inventory) => Outcome<T>): T {
    const { changes, answer } = work(this.inventory);
    this.inventory.apply(changes);
    return answer;
  }
}

function contents(shelf: Shelf | undefined): readonly StoredResource[] {
  return shelf === undefined ? [] : [...shelf.values()];
}

function accountKey(packageName: PackageName, account: string): string {
  return `${packageName} ${account}`;
}

function never(change: never): never {
  throw new Error(`a journal line of a newer version: ${JSON.stringify(change)}`);
}
