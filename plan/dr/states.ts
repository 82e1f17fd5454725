/** States of a workflow, typed, and the parts that workflows are built from. */

/** A value of the definition: plain, or the resource's own words. */
export type Json = string | number | boolean | null | readonly Json[] | JsonFields;

/** Named values. */
export interface JsonFields {
  readonly [key: string]: Json;
}

/** Tried again on errors. Source: Amazon States Language, "Retrying after error". */
export interface Retry extends JsonFields {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
}

/** Where an error leads. */
export interface Catch extends JsonFields {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

/** What follows a state. */
type Following = { readonly Next: string } | { readonly End: true };

/** A call of a service. */
export type TaskState = {
  readonly Type: "Task";
  readonly Resource: string;
  readonly Parameters: JsonFields;
  readonly ResultSelector?: JsonFields;
  readonly ResultPath: string | null;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retry[];
  readonly Catch?: readonly Catch[];
} & Following;

/** One state. Source: Amazon States Language specification, "State types". */
export type State =
  | TaskState
  | ({ readonly Type: "Wait"; readonly Seconds: number } & Following)
  | ({
      readonly Type: "Pass";
      readonly Parameters: JsonFields;
      readonly ResultPath: string;
    } & Following)
  | {
      readonly Type: "Choice";
      readonly Choices: readonly (JsonFields & { readonly Next: string })[];
      readonly Default: string;
    }
  | ({
      readonly Type: "Parallel";
      readonly Branches: readonly Machine[];
      readonly ResultPath: null;
      readonly Catch?: readonly Catch[];
    } & Following)
  | { readonly Type: "Fail"; readonly Error: string; readonly Cause: string }
  | { readonly Type: "Succeed" };

/** States by name. */
export type States = Readonly<Record<string, State>>;

/** A machine, or a branch of one. */
export interface Machine {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: States;
}

/** Throttling and short faults of a service pass by themselves. */
export const TRANSIENT: readonly Retry[] = [
  { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 5, MaxAttempts: 4, BackoffRate: 2 },
];

/** A wait for something that a service does by itself. */
export interface PollArgs {
  /** First part of the names of its states. */
  readonly name: string;
  /** Asks how far it is; the answer lies at `$.{name}`. */
  readonly resource: string;
  readonly parameters: JsonFields;
  readonly selector: JsonFields;
  /** True once it is done, over the answer. */
  readonly done: JsonFields;
  readonly everySeconds: number;
  readonly atMostSeconds: number;
  /** What follows, and what follows when the time is over. */
  readonly next: string;
  readonly late: string;
}

/**
 * Asks again and again until something is done, and not for ever.
 *
 * @param args What is waited for.
 * @returns Its states; the first is `{name}Begin`.
 */
export function poll(args: PollArgs): States {
  const { name, everySeconds, atMostSeconds } = args;
  const tries = `$.${name}Tries`;
  const [begin, wait, ask, count, judge] = ["Begin", "Wait", "Ask", "Count", "Judge"].map(
    (part) => name + part,
  ) as [string, string, string, string, string];
  return {
    [begin]: { Type: "Pass", Parameters: { count: 0 }, ResultPath: tries, Next: wait },
    [wait]: { Type: "Wait", Seconds: everySeconds, Next: ask },
    [ask]: {
      Type: "Task",
      Resource: args.resource,
      Parameters: args.parameters,
      ResultSelector: args.selector,
      ResultPath: `$.${name}`,
      Retry: TRANSIENT,
      Next: count,
    },
    [count]: {
      Type: "Pass",
      Parameters: { "count.$": `States.MathAdd(${tries}.count, 1)` },
      ResultPath: tries,
      Next: judge,
    },
    [judge]: {
      Type: "Choice",
      Choices: [
        { ...args.done, Next: args.next },
        {
          Variable: `${tries}.count`,
          NumericGreaterThanEquals: Math.floor(atMostSeconds / everySeconds),
          Next: args.late,
        },
      ],
      Default: wait,
    },
  };
}

/**
 * The names that a machine's states lead to and that it does not have; a definition with one is
 * refused whole. Source: Amazon States Language specification, "States", transitions.
 *
 * @param machine A machine or a branch.
 */
export function missingStates(machine: Machine): readonly string[] {
  const names = new Set(Object.keys(machine.States));
  const targets = Object.values(machine.States).flatMap(targetsOf);
  const inside = Object.values(machine.States).flatMap((state) =>
    state.Type === "Parallel" ? state.Branches.flatMap(missingStates) : [],
  );
  return [...[machine.StartAt, ...targets].filter((name) => !names.has(name)), ...inside];
}

function targetsOf(state: State): readonly string[] {
  const next = "Next" in state ? [state.Next] : [];
  const caught = "Catch" in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  const chosen =
    state.Type === "Choice" ? [...state.Choices.map(({ Next }) => Next), state.Default] : [];
  return [...next, ...caught, ...chosen];
}
