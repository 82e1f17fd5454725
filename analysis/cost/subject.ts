/** What a pricer sees: one resource, where it is billed, its usage, and what it refers to. */
import type { PricedCloud } from "../../facts/prices";
import { UNKNOWN, type Value } from "../../facts/values";
import type { ResourceView } from "../resource";
import type { EstimateOptions, Usage, UsageValue } from "./contract";
import { textAt } from "./read";

/** Tenants that the assumed usages are written for. Source: seed, "Growth Projections". */
export const ASSUMED_TENANTS = 1000;

/** The stack that a resource is priced in. */
export interface StackIndex {
  readonly views: readonly ResourceView[];
  readonly byUrn: ReadonlyMap<string, ResourceView>;
  /** By physical id, ARN or name, where the engine knows it. */
  readonly byPhysical: ReadonlyMap<string, ResourceView>;
  readonly byType: ReadonlyMap<string, readonly ResourceView[]>;
  readonly options: EstimateOptions;
}

/** One resource with its surroundings. */
export interface Subject {
  readonly view: ResourceView;
  readonly cloud: PricedCloud;
  /** Region of the bill; `undefined` where it is not known. */
  readonly region: string | undefined;
  readonly stack: StackIndex;
}

const NAMING_OUTPUTS = ["id", "arn", "name", "identifier"] as const;

/**
 * Makes a stack searchable.
 *
 * @param resources Resources in any order.
 * @param options How to estimate.
 */
export function indexStack(
  resources: readonly ResourceView[],
  options: EstimateOptions,
): StackIndex {
  const views = resources.toSorted((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
  const byPhysical = new Map<string, ResourceView>();
  const byType = new Map<string, ResourceView[]>();
  for (const view of views) {
    for (const name of NAMING_OUTPUTS) {
      const value = view.outputs[name] ?? view.inputs[name];
      if (typeof value === "string") byPhysical.set(`${view.type}|${value}`, view);
    }
    const same = byType.get(view.type);
    if (same === undefined) byType.set(view.type, [view]);
    else same.push(view);
  }
  return { views, byUrn: new Map(views.map((v) => [v.urn, v])), byPhysical, byType, options };
}

/**
 * The resource that an input refers to: by the engine's dependency, else by a physical name.
 *
 * @param subject The resource that refers.
 * @param input Top-level input.
 * @param type Type of the resource that is looked for.
 * @param names Values that may name it, such as the id in a nested field.
 */
export function referred(
  subject: Subject,
  input: string,
  type: string,
  names: readonly (Value | undefined)[],
): ResourceView | undefined {
  const { view, stack } = subject;
  for (const urn of view.dependencies[input] ?? []) {
    const target = stack.byUrn.get(urn);
    if (target?.type === type) return target;
  }
  for (const name of names) {
    const target = typeof name === "string" ? stack.byPhysical.get(`${type}|${name}`) : undefined;
    if (target !== undefined) return target;
  }
  return undefined;
}

/**
 * How many things a list input names: its length, else the resources that it depends on.
 *
 * @param view The resource.
 * @param input Top-level input.
 * @param worst What to take where neither is known.
 */
export function countOf(view: ResourceView, input: string, worst: number): number {
  const value = view.inputs[input];
  if (value === undefined || value === null) return 0;
  if (Array.isArray(value)) return value.length;
  const sources = view.dependencies[input] ?? [];
  return value === UNKNOWN && sources.length > 0 ? sources.length : worst;
}

/** Walks a dotted key through usage figures. */
function figure(usage: Usage | undefined, key: string): number | undefined {
  let here: UsageValue | undefined = usage;
  for (const step of key.split(".")) {
    here = typeof here === "object" ? here[step] : undefined;
  }
  return typeof here === "number" ? here : undefined;
}

/**
 * The stated usage of a resource: by its URN, its logical name, or its type.
 *
 * @param subject The resource.
 * @param key Key in camelCase, dotted where Infracost groups it.
 */
export function statedUsage(subject: Subject, key: string): number | undefined {
  const file = subject.stack.options.usage ?? {};
  const { urn, name, type } = subject.view;
  for (const entry of [urn, name, type]) {
    const found = figure(file[entry], key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Takes a zone's last part away where there is one: `us-east-1a`, `us-central1-a`. */
function regionOfZone(zone: string): string {
  return zone.replace(/^(.*\d)-?[a-z]$/, "$1");
}

/**
 * Region of the bill of a resource: its own, that of its zone, its provider's, the default.
 *
 * @param view The resource.
 * @param options How to estimate.
 */
export function regionOf(view: ResourceView, options: EstimateOptions): string | undefined {
  const places = ["region", "availabilityZone", "zone", "location"];
  for (const place of places) {
    const value = textAt(view.inputs, place);
    if (value === UNKNOWN) return undefined;
    if (value !== undefined) return regionOfZone(value.toLowerCase());
  }
  const provided = textAt(view.provider, "region");
  if (typeof provided === "string") return provided;
  return options.defaultRegion;
}
