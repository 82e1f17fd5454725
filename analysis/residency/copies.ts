/** Where copies of a resource's data go, with the resource of the stack that takes them. */
import { regionOfArn } from "../../facts/locations";
import { SINKS } from "../../facts/sinks";
import type { Sink } from "../../facts/sinks";
import { UNKNOWN, isFields } from "../../facts/values";
import type { Value } from "../../facts/values";
import type { References } from "../references";
import type { ResourceView } from "../resource";
import { placeNamed, placeOf } from "./place";
import type { Place } from "./place";

/** One copy and its place. */
export interface Copy {
  /** Path of the input with indexes, such as `replicas[1].region`. */
  readonly path: string;
  readonly place: Place;
  /** Resource of the stack that takes the copy, where it is known. */
  readonly target?: ResourceView;
  /** What is meant where the input is left out. */
  readonly absent?: string;
}

/**
 * The copies of a resource.
 *
 * @param view Any resource.
 * @param references The resources of the stack.
 */
export function copiesOf(view: ResourceView, references: References): readonly Copy[] {
  return (SINKS[view.type] ?? []).flatMap((sink) => {
    const found = valuesWithPaths(view.inputs, sink.path.split("."), "");
    if (found.length === 0 && sink.absent !== undefined) {
      return [
        {
          path: sink.path.replaceAll("[]", ""),
          place: { kind: "none" } as const,
          absent: sink.absent,
        },
      ];
    }
    return found.flatMap(({ value, path }) => copyAt(view, references, { sink, value, path }));
  });
}

function copyAt(
  view: ResourceView,
  references: References,
  at: { readonly sink: Sink; readonly value: Value; readonly path: string },
): readonly Copy[] {
  const { sink, value, path } = at;
  if (sink.form === "location") return [{ path, place: placeNamed(value, path) }];
  const single: ResourceView = { ...view, inputs: { [topKey(path)]: bare(value) } };
  const { targets } = references.of(single, topKey(path), sink.targets);
  if (targets.length > 0) {
    return targets.map((target) => ({ path, target, place: withPath(placeOf(target), path) }));
  }
  if (value === UNKNOWN) return [{ path, place: { kind: "open", path } }];
  const region = typeof value === "string" ? regionOfArn(value) : undefined;
  if (region !== undefined) return [{ path, place: placeNamed(region, path) }];
  // A database in the same region is named without ARN; a bucket's name never tells its region.
  return sink.form === "arn" ? [] : [{ path, place: { kind: "open", path } }];
}

/** ARNs of buckets end in the name that the stack knows them by. */
function bare(value: Value): Value {
  return typeof value === "string" ? value.replace(/^arn:aws[a-z-]*:s3:::/, "") : value;
}

function withPath(place: Place, path: string): Place {
  return place.kind === "none" ? { kind: "open", path } : { ...place, path };
}

function topKey(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

function valuesWithPaths(
  value: Value | undefined,
  steps: readonly string[],
  path: string,
): readonly { readonly value: Value; readonly path: string }[] {
  if (value === undefined || value === null) return [];
  const [step, ...rest] = steps;
  if (value === UNKNOWN || step === undefined) return [{ value, path }];
  if (!isFields(value)) return [];
  const key = step.replace("[]", "");
  const next = value[key];
  const here = path === "" ? key : `${path}.${key}`;
  if (!step.endsWith("[]") || !Array.isArray(next)) return valuesWithPaths(next, rest, here);
  return (next as readonly Value[]).flatMap((entry, index) =>
    valuesWithPaths(entry, rest, `${here}[${index}]`),
  );
}
