/** What the operations need of a place where resources are kept. */
import type { PackageName, StoredResource } from "../contract";

/** One change of what exists. A list of them is one line of the journal: all or nothing. */
export type Change =
  | { readonly kind: "put"; readonly resource: StoredResource }
  | { readonly kind: "remove"; readonly key: string }
  /** The simulated clock stands that much before the machine's. */
  | { readonly kind: "clock"; readonly aheadMs: number }
  /** A fault has seen one more call. */
  | { readonly kind: "count"; readonly fault: string; readonly seen: number };

/** What exists, as one process sees it. */
export interface Inventory {
  get(key: string): StoredResource | undefined;
  ofType(type: string): readonly StoredResource[];
  ofAccount(packageName: PackageName, account: string): readonly StoredResource[];
  ofPackage(packageName: PackageName): readonly StoredResource[];
  everything(): readonly StoredResource[];
  /** What the cloud made by itself for the resource with that key. */
  madeFor(key: string): readonly StoredResource[];
  /** How many calls a fault has seen. */
  seen(fault: string): number;
  /** How far the simulated clock is ahead of the machine's. */
  readonly aheadMs: number;
}

/** An inventory that several processes may share. */
export interface Store {
  /** The inventory with everything that any process has written by now. */
  read(): Inventory;
  /**
   * Looks and writes in one step that no other process can come between.
   *
   * @param work Judges the inventory and returns what changes, with an answer of its own. When it
   * throws, nothing is written.
   * @returns The answer of `work`.
   */
  transact<T>(work: (inventory: Inventory) => Outcome<T>): T;
}

/** What a transaction decided. */
export interface Outcome<T> {
  readonly changes: readonly Change[];
  readonly answer: T;
}
