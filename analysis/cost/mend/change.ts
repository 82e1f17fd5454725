/** One change to the resources of a stack, as a candidate for mending its cost. */
import { type Value, type Values, isFields } from "../../../facts/values";
import type { ResourceView } from "../../resource";

/** A change that a person could make to the program. */
export interface Change {
  /** The resource that changes. */
  readonly view: ResourceView;
  /** What to do, such as `instanceClass db.r7g.4xlarge -> db.r7g.2xlarge`. */
  readonly text: string;
  /**
   * @param resources The resources of the stack.
   * @returns The resources after the change.
   */
  readonly apply: (resources: readonly ResourceView[]) => readonly ResourceView[];
}

/** A family of changes of one input, from the gentlest to the strongest. */
export interface Ladder {
  /** How many rungs there are. */
  readonly length: number;
  /**
   * @param rung From 0, the gentlest.
   */
  readonly at: (rung: number) => Change;
  /**
   * The rung to show where not even the last one is enough: the next size, not the smallest.
   */
  readonly fallback: number;
}

/** Writes a value at a path into a copy; lists are entered by index. */
function written(value: Value | undefined, steps: readonly string[], to: Value): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((entry, index) =>
      String(index) === step ? written(entry, rest, to) : entry,
    );
  }
  const fields: Values = isFields(value) ? value : {};
  return { ...fields, [step]: written(fields[step], rest, to) };
}

/**
 * A copy of inputs with one value replaced.
 *
 * @param inputs Inputs of a resource.
 * @param path Dotted path.
 * @param to The new value.
 */
export function withValue(inputs: Values, path: string, to: Value): Values {
  const changed = written(inputs, path.split("."), to);
  return isFields(changed) ? changed : inputs;
}

/**
 * A change of inputs of one resource.
 *
 * @param view The resource.
 * @param text What to do.
 * @param inputs Its inputs after the change.
 */
export function inputChange(view: ResourceView, text: string, inputs: Values): Change {
  return {
    view,
    text,
    apply: (resources) =>
      resources.map((other) => (other.urn === view.urn ? { ...other, inputs } : other)),
  };
}

/**
 * A change that leaves resources out.
 *
 * @param view The resource that goes.
 * @param text What to do instead.
 * @param urns The resource and what goes with it.
 */
export function removal(view: ResourceView, text: string, urns: ReadonlySet<string>): Change {
  return { view, text, apply: (resources) => resources.filter(({ urn }) => !urns.has(urn)) };
}

/**
 * A ladder of one change.
 *
 * @param change The change.
 */
export function single(change: Change): Ladder {
  return { length: 1, at: () => change, fallback: 0 };
}
