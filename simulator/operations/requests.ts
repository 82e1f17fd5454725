/** The calls of the protocol after decoding: plain values, no protobuf. */
import type { Values } from "../../facts/values";

/** What every call on a resource names. */
export interface Target {
  readonly urn: string;
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
}

/** `Check`: fill in defaults and judge the inputs, unknown parts allowed. */
export interface CheckRequest extends Target {
  readonly inputs: Values;
  /** The inputs before, where the resource exists. */
  readonly olds?: Values;
  /** Randomness that the engine keeps the same from preview to update. */
  readonly seed?: Uint8Array;
}

/** One problem of the inputs; `property` is empty where it concerns the resource as a whole. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Answer of `Check`. */
export interface CheckAnswer {
  readonly inputs: Values;
  readonly failures: readonly Failure[];
}

/** `Diff`: what an update would change. */
export interface DiffRequest extends Target {
  readonly id: string;
  readonly olds: Values;
  readonly news: Values;
  /** The outputs before. */
  readonly state: Values;
}

/** One changed path; `property[0].key` as the engine spells paths. */
export interface Difference {
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** Answer of `Diff`. */
export interface DiffAnswer {
  readonly differences: readonly Difference[];
  readonly deleteBeforeReplace: boolean;
}

/** `Create`. */
export interface CreateRequest extends Target {
  readonly inputs: Values;
  readonly preview: boolean;
}

/** `Update`. */
export interface UpdateRequest extends Target {
  readonly id: string;
  readonly olds: Values;
  readonly inputs: Values;
  /** The outputs before. */
  readonly state: Values;
  readonly preview: boolean;
}

/** `Delete`. */
export interface DeleteRequest extends Target {
  readonly id: string;
  /** The outputs before. */
  readonly state: Values;
  /** The inputs that it was made with; empty where an old engine does not send them. */
  readonly inputs: Values;
}

/** `Read`: for refresh and `get` with what the state holds, for import with an id alone. */
export interface ReadRequest extends Target {
  readonly id: string;
  readonly inputs: Values;
  readonly state: Values;
}

/** A resource as the cloud has it. */
export interface Existing {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
}
