/** Faults on demand: what a test or a drill wants to go wrong in the simulated clouds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageName } from "./contract";
import type { Change, Store } from "./ledger/store";

/** Calls that change something in a cloud. */
export type WriteVerb = "create" | "update" | "delete";

/** Every call that a fault can concern. */
export type FaultVerb = WriteVerb | "configure" | "check" | "diff" | "read" | "invoke";

/** Which calls a fault concerns; every field that is given must match. */
interface Concerns {
  readonly package?: PackageName;
  /** Type tokens. */
  readonly types?: readonly string[];
}

/** One fault. Counts run over all processes of a home, for each fault apart. */
export type Fault =
  /** The `nth` such call (1 is the first) is refused and does nothing. */
  | (Concerns & {
      readonly kind: "fail";
      readonly verb: WriteVerb;
      readonly nth: number;
      /** @default "InternalError: An internal error has occurred" in the vendor's words */
      readonly message?: string;
    })
  /** The `nth` such call is done, and its answer is lost on the way: UNAVAILABLE. */
  | (Concerns & { readonly kind: "lost-response"; readonly verb: WriteVerb; readonly nth: number })
  /** The first `times` such calls are refused with the vendor's code for too many requests. */
  | (Concerns & {
      readonly kind: "throttle";
      readonly times: number;
      /** @default every call that changes something */
      readonly verb?: WriteVerb;
    })
  /** Every such call takes so much longer. */
  | (Concerns & {
      readonly kind: "latency";
      readonly ms: number;
      /** @default every call */
      readonly verb?: FaultVerb;
    })
  /** Every call that needs the region fails, `Configure`, `Check` and `Diff` included. */
  | (Concerns & { readonly kind: "dead-region"; readonly region: string })
  /** The provider's process ends in the `nth` such call, before or after the cloud has done it. */
  | (Concerns & {
      readonly kind: "crash";
      readonly verb: WriteVerb;
      readonly nth: number;
      readonly when: "before" | "after";
    });

/** Environment variable with faults as a JSON list; wins over the file. */
export const FAULTS_VARIABLE = "PODCAST_SIM_FAULTS";

/**
 * @param home The folder of everything simulated; its `faults.json` holds a list of faults.
 * @param environment The process's environment.
 * @returns The faults that are asked for now.
 * @throws Error when the list is no JSON list of objects with a `kind`.
 */
export function readFaults(home: string, environment: NodeJS.ProcessEnv): readonly Fault[] {
  const file = join(home, "faults.json");
  const fromEnvironment = environment[FAULTS_VARIABLE];
  const isSet = fromEnvironment !== undefined && fromEnvironment !== "";
  const text = isSet ? fromEnvironment : readOptional(file);
  return text === undefined ? [] : parseFaults(text, isSet ? FAULTS_VARIABLE : file);
}

/**
 * Counts a call for every fault that counts and concerns it.
 *
 * @param store Where the counts are kept.
 * @param faults The faults that concern the call.
 * @returns The faults that strike this call.
 */
export function strike(store: Store, faults: readonly Fault[]): readonly Fault[] {
  const counting: readonly Fault[] = faults.filter((fault) => "nth" in fault || "times" in fault);
  if (counting.length === 0) {
    return faults;
  }
  return store.transact((inventory) => {
    const seen = new Map<Fault, number>(
      counting.map((fault) => [fault, inventory.seen(JSON.stringify(fault)) + 1]),
    );
    const changes = [...seen].map(([fault, count]): Change => ({
      kind: "count",
      fault: JSON.stringify(fault),
      seen: count,
    }));
    return { changes, answer: faults.filter((fault) => strikes(fault, seen.get(fault) ?? 0)) };
  });
}

/**
 * Starts all counts anew.
 *
 * @param store Where the counts are kept.
 * @param faults The faults whose counts go back to zero.
 */
export function resetFaults(store: Store, faults: readonly Fault[]): void {
  store.transact(() => ({
    changes: faults.map((fault): Change => ({
      kind: "count",
      fault: JSON.stringify(fault),
      seen: 0,
    })),
    answer: undefined,
  }));
}

function strikes(fault: Fault, seen: number): boolean {
  if ("nth" in fault) {
    return seen === fault.nth;
  }
  return fault.kind !== "throttle" || seen <= fault.times;
}

const KINDS: ReadonlySet<unknown> = new Set<Fault["kind"]>([
  "fail",
  "lost-response",
  "throttle",
  "latency",
  "dead-region",
  "crash",
]);

function parseFaults(text: string, source: string): readonly Fault[] {
  const parsed: unknown = JSON.parse(text);
  const faults: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const wrong = faults.filter((fault) => !isFault(fault));
  if (wrong.length > 0) {
    throw new Error(
      `${source} holds ${JSON.stringify(wrong)}; a fault is {"kind": …} with one of the kinds ` +
        [...KINDS].join(", "),
    );
  }
  return faults.filter(isFault);
}

function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "kind" in value && KINDS.has(value.kind);
}

function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
