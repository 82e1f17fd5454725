/** Which resources an input points to: by value where it is known, by dependency where it is not. */
import { UNKNOWN, isFields } from "../facts/values";
import type { Value } from "../facts/values";
import type { ResourceView } from "./resource";

/** What an input points to. */
export interface Reference {
  /** Resources of the stack. */
  readonly targets: readonly ResourceView[];
  /** Known values that name nothing in the stack. */
  readonly outside: readonly string[];
  /** True when a value is unknown and no dependency of a wanted type explains it. */
  readonly isOpen: boolean;
}

/** Outputs and inputs under which other resources name a resource. */
const NAMES = ["id", "arn", "name", "selfLink", "bucket", "identifier", "clusterIdentifier"];

/** Finds resources by what their inputs are called and by URN. */
export class References {
  private readonly byName = new Map<string, ResourceView[]>();
  private readonly byUrn = new Map<string, ResourceView>();

  /** @param resources All resources of a stack. */
  constructor(readonly resources: readonly ResourceView[]) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      for (const name of namesOf(resource)) {
        const others = this.byName.get(name);
        if (others === undefined) this.byName.set(name, [resource]);
        else others.push(resource);
      }
    }
  }

  /**
   * What an input of a resource points to.
   *
   * @param resource The resource that holds the input.
   * @param path Path of the input; `[]` steps into every entry of a list.
   * @param types Wanted type tokens.
   */
  of(resource: ResourceView, path: string, types: readonly string[]): Reference {
    const values = valuesAt(resource.inputs, path.split("."));
    const known = values.filter((value) => typeof value === "string");
    const matched = known.map((name) => this.named(name, types));
    const waiting = values.some((value) => value === UNKNOWN);
    const strangers = known.filter((_, index) => matched[index]?.length === 0);
    // A state does not always tell a resource's id among its outputs: then the dependency does.
    const asks = waiting || strangers.length > 0;
    const explained = asks ? this.dependencies(resource, path, types) : [];
    const unnamed = explained.filter((target) => !matched.flat().includes(target));
    return {
      targets: unique([...matched.flat(), ...explained]),
      outside: strangers.length <= unnamed.length ? [] : strangers,
      isOpen: waiting && explained.length === 0,
    };
  }

  /** @param urn A URN. */
  get(urn: string): ResourceView | undefined {
    return this.byUrn.get(urn);
  }

  private named(name: string, types: readonly string[]): readonly ResourceView[] {
    return (this.byName.get(name) ?? []).filter(({ type }) => types.includes(type));
  }

  private dependencies(
    resource: ResourceView,
    path: string,
    types: readonly string[],
  ): readonly ResourceView[] {
    const key = path.split(".")[0]?.replace("[]", "") ?? "";
    return (resource.dependencies[key] ?? [])
      .flatMap((urn) => this.byUrn.get(urn) ?? [])
      .filter(({ type }) => types.includes(type));
  }
}

/**
 * Values at a path, every entry of a list for `[]`; unknown where anything above is unknown.
 *
 * @param value Where to begin.
 * @param path Keys; `key[]` steps into a list.
 */
export function valuesAt(value: Value | undefined, path: readonly string[]): readonly Value[] {
  if (value === undefined || value === null) return [];
  if (value === UNKNOWN) return [UNKNOWN];
  const [step, ...rest] = path;
  if (step === undefined) return Array.isArray(value) ? (value as readonly Value[]) : [value];
  if (!isFields(value)) return [];
  const next = value[step.replace("[]", "")];
  if (!step.endsWith("[]") || !Array.isArray(next)) return valuesAt(next, rest);
  return (next as readonly Value[]).flatMap((entry) => valuesAt(entry, rest));
}

function namesOf({ inputs, outputs }: ResourceView): ReadonlySet<string> {
  const values = NAMES.flatMap((key) => [inputs[key], outputs[key]]);
  return new Set(values.filter((value): value is string => typeof value === "string"));
}

function unique(resources: readonly ResourceView[]): readonly ResourceView[] {
  return [...new Set(resources)];
}
