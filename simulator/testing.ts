/**
 * A cloud in memory, for tests of rules and models: the operations of the provider server
 * without the protocol.
 */
import type { Values } from "../facts/values";
import { ageStore } from "./age";
import type { CloudDefinition, StoredResource } from "./contract";
import { MemoryStore } from "./ledger/memory";
import type { Store } from "./ledger/store";
import { create, remove, update } from "./operations/apply";
import { check } from "./operations/check";
import { diff } from "./operations/diff";
import { invoke } from "./operations/invoke";
import { read } from "./operations/read";
import type { CheckAnswer, DiffAnswer, Existing } from "./operations/requests";
import type { Session } from "./operations/session";
import { Refusal } from "./refusal";
import { schemaFor } from "./schema/schema";
import type { Schema } from "./schema/shapes";

/** Settings of a cloud in memory. */
export interface SimulationOptions {
  /**
   * Inputs of the provider instance.
   * @default {}
   */
  readonly provider?: Values;
  /**
   * What exists already; share one store to let clouds see each other.
   * @default an empty store
   */
  readonly store?: Store;
  /**
   * What is declared.
   * @default the schema generated from the package's SDK
   */
  readonly schema?: Schema;
}

/** How a resource is called in the program. */
export interface Naming {
  /**
   * Logical name.
   * @default "it"
   */
  readonly name?: string;
}

/** The calls of a provider, each with the checks that the engine makes before. */
export interface SimulatedCalls {
  /**
   * Checks and creates.
   * @throws Refusal with the message of the failed check or of the cloud.
   */
  create(type: string, inputs: Values, naming?: Naming): Existing;
  /** Checks and updates in place. */
  update(type: string, id: string, inputs: Values, naming?: Naming): Existing;
  /** Deletes as a destroy does. */
  delete(type: string, id: string): void;
  /** Checks; problems are in the answer. */
  check(type: string, inputs: Values, options?: Naming & { readonly olds?: Values }): CheckAnswer;
  /** Checks and previews a create: outputs with unknown parts. */
  preview(type: string, inputs: Values, naming?: Naming): Values;
  /** What an update of the resource to these inputs would change. */
  diff(type: string, id: string, inputs: Values): DiffAnswer;
  /** What the cloud has under that id. */
  read(type: string, id: string): Existing | undefined;
  invoke(token: string, args: Values): Values;
  /** Lets time pass. */
  age(days?: number): void;
  /** Everything in the store, of every cloud. */
  all(): readonly StoredResource[];
  readonly store: Store;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Starts a cloud in memory.
 *
 * @param cloud The cloud.
 * @param options Provider inputs, a store to share, a schema.
 */
export function simulateCalls(
  cloud: CloudDefinition,
  options: SimulationOptions = {},
): SimulatedCalls {
  const store = options.store ?? new MemoryStore();
  const schema = options.schema ?? schemaFor(cloud.package);
  const session: Session = { definition: cloud, provider: options.provider ?? {}, store, schema };
  return {
    ...writesOf(session),
    ...readsOf(session),
    store,
    all: () => store.read().everything(),
    age: (days = 1) => {
      ageStore(store, [cloud], { aheadMs: days * DAY_MS, only: () => true });
    },
  };
}

function writesOf(session: Session): Pick<SimulatedCalls, "create" | "update" | "delete"> {
  const checked = checker(session);
  return {
    create: (type, inputs, naming) => {
      const made = checked(type, inputs, naming);
      return create(session, { ...targetOf(type, naming), inputs: made, preview: false });
    },
    update: (type, id, inputs, naming) => {
      const { inputs: olds, outputs: state } = existing(session, type, id);
      const news = checked(type, inputs, { ...naming, olds });
      const target = { ...targetOf(type, naming), id, olds, state };
      return update(session, { ...target, inputs: news, preview: false });
    },
    delete: (type, id) => {
      const { inputs, outputs: state } = existing(session, type, id);
      remove(session, { ...targetOf(type), id, inputs, state });
    },
  };
}

function readsOf(
  session: Session,
): Pick<SimulatedCalls, "check" | "preview" | "diff" | "read" | "invoke"> {
  const checked = checker(session);
  return {
    check: (type, inputs, { olds, ...naming } = {}) => {
      const request = { ...targetOf(type, naming), inputs };
      return check(session, olds === undefined ? request : { ...request, olds });
    },
    preview: (type, inputs, naming) => {
      const planned = checked(type, inputs, naming);
      return create(session, { ...targetOf(type, naming), inputs: planned, preview: true }).outputs;
    },
    diff: (type, id, inputs) => {
      const { inputs: olds, outputs: state } = existing(session, type, id);
      const news = checked(type, inputs, { olds });
      return diff(session, { ...targetOf(type), id, olds, state, news });
    },
    read: (type, id) => read(session, { ...targetOf(type), id, inputs: {}, state: {} }),
    invoke: (token, args) => invoke(session, token, args),
  };
}

function checker(
  session: Session,
): (type: string, inputs: Values, given?: Naming & { readonly olds?: Values }) => Values {
  return (type, inputs, given = {}) => {
    const request = { ...targetOf(type, given), inputs };
    const { olds } = given;
    const answer = check(session, olds === undefined ? request : { ...request, olds });
    if (answer.failures.length > 0) {
      throw new Refusal(answer.failures.map(({ reason }) => reason).join("\n"));
    }
    return answer.inputs;
  };
}

function existing(session: Session, type: string, id: string): Existing {
  const found = read(session, { ...targetOf(type), id, inputs: {}, state: {} });
  if (found === undefined) {
    throw new Refusal(`there is no ${type} ${id}`, "notFound");
  }
  return found;
}

function targetOf(
  type: string,
  { name = "it" }: Naming = {},
): { readonly urn: string; readonly type: string; readonly name: string } {
  return { type, name, urn: `urn:pulumi:test::podcast-platform::${type}::${name}` };
}
