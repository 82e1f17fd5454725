/**
 * Finds changes that bring a stack under a ceiling, by estimating the stack with each of them.
 * Nothing is canned: a change that does not lower the estimate is not offered.
 */
import { type Value, isFields } from "../../../facts/values";
import type { ResourceView } from "../../resource";
import type { CostEstimate, EstimateOptions, Line, ResourceCost } from "../contract";
import { estimateCost } from "../estimate";
import type { Change, Ladder } from "./change";
import { MENDED_BY_OTHERS, type MendContext, laddersOf } from "./ladders";

/** Whose cost is counted: one tenant's alone, or all but that of some tenants. */
export type Share = { readonly only: string } | { readonly without: readonly string[] };

/** Which sum a ceiling limits. */
export type Measure =
  | {
      readonly kind: "monthly" | "maximum";
      /** @default undefined everybody's */
      readonly share?: Share;
    }
  | { readonly kind: "line"; readonly line: Line };

/**
 * Says whether a measure counts a resource.
 *
 * @param cost What the resource costs.
 * @param measure The measure.
 */
export function isCounted(cost: ResourceCost, measure: Measure): boolean {
  if (measure.kind === "line") return cost.line === measure.line;
  const { share } = measure;
  if (share === undefined) return true;
  if ("only" in share) return cost.tenant === share.only;
  return cost.tenant === undefined || !share.without.includes(cost.tenant);
}

/** What is over, and by how much it may cost. */
export interface MendOptions {
  readonly measure: Measure;
  readonly ceilingUsd: number;
  /** Production keeps a NAT gateway in each zone. */
  readonly production: boolean;
  /** How the stack is estimated. */
  readonly estimate?: EstimateOptions;
}

/** A change that lowers the cost. */
export interface Mend {
  readonly urn: string;
  readonly name: string;
  /** What to do, such as `scalingConfig.maxSize 60 -> 9`. */
  readonly change: string;
  readonly savesUsd: number;
  /** The measured sum after the change. */
  readonly leavesUsd: number;
  /** True where this change alone brings the stack under the ceiling. */
  readonly enough: boolean;
  /** The resources after the change. */
  readonly resources: readonly ResourceView[];
}

/** Resources that are tried: the dearest bear most of the bill. */
const TRIED = 12;
const OFFERED = 3;

/** Inputs by which one resource takes its price from another. */
const LINKS = [
  "launchTemplate",
  "mixedInstancesPolicy",
  "replicateSourceDb",
  "clusterIdentifier",
  "cluster",
] as const;

/**
 * The sum that a ceiling limits.
 *
 * @param estimate The estimate of a stack.
 * @param measure Which sum.
 */
export function measured(estimate: CostEstimate, measure: Measure): number {
  const counted = estimate.resources.filter((cost) => isCounted(cost, measure));
  switch (measure.kind) {
    case "monthly":
      return counted.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0);
    case "maximum":
      return counted.reduce((sum, { maximumMonthlyUsd }) => sum + maximumMonthlyUsd, 0);
    case "line":
      return estimate.lines[measure.line];
    default:
      return measure satisfies never;
  }
}

/** Every text in a value, at any depth. */
function textsIn(value: Value | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(textsIn);
  return isFields(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** Physical names by which a resource refers to others. */
function linksOf(view: ResourceView): readonly string[] {
  return LINKS.flatMap((input) => textsIn(view.inputs[input]));
}

/** Whether one resource refers to the other, by the engine's dependency or a physical name. */
function refersTo(one: ResourceView, other: ResourceView, links: readonly string[]): boolean {
  if (Object.values(one.dependencies).some((urns) => urns.includes(other.urn))) return true;
  if (links.length === 0) return false;
  const names = [other.outputs.id, other.outputs.name, other.outputs.identifier];
  return names.some((name) => typeof name === "string" && links.includes(name));
}

/** The part of a stack whose price a change of one resource can touch. */
function neighbourhood(
  view: ResourceView,
  resources: readonly ResourceView[],
): readonly ResourceView[] {
  const links = linksOf(view);
  return resources.filter(
    (other) =>
      other.urn === view.urn ||
      refersTo(view, other, links) ||
      refersTo(other, view, linksOf(other)),
  );
}

/** Prices changes of one resource by what they change around it. */
class Trial {
  private readonly around: readonly ResourceView[];
  private readonly before: number;

  constructor(
    private readonly view: ResourceView,
    resources: readonly ResourceView[],
    private readonly options: MendOptions,
  ) {
    this.around = neighbourhood(view, resources);
    this.before = this.sum(this.around);
  }

  /** What a change saves; 0 where it takes a price away instead of lowering it. */
  saving(change: Change): number {
    return this.before - this.sum(change.apply(this.around));
  }

  /** The gentlest rung that saves enough, else the one to show. */
  best(ladder: Ladder, neededUsd: number): Change {
    const last = ladder.length - 1;
    if (this.saving(ladder.at(last)) < neededUsd) return ladder.at(ladder.fallback);
    let [low, high] = [0, last];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.saving(ladder.at(middle)) >= neededUsd) high = middle;
      else low = middle + 1;
    }
    return ladder.at(high);
  }

  private sum(resources: readonly ResourceView[]): number {
    return measured(estimateCost(resources, this.options.estimate), this.options.measure);
  }
}

/** Resources worth trying: the dearest, and those whose inputs make others dear. */
function candidates(
  estimate: CostEstimate,
  resources: readonly ResourceView[],
  measure: Measure,
): readonly ResourceView[] {
  const byUrn = new Map(resources.map((view) => [view.urn, view]));
  const costs = estimate.resources
    .filter((cost) => isCounted(cost, measure))
    .toSorted((a, b) =>
      measure.kind === "maximum" ? b.maximumMonthlyUsd - a.maximumMonthlyUsd : 0,
    );
  const dearest = costs.slice(0, TRIED).map(({ urn }) => byUrn.get(urn));
  const others = resources.filter(({ type }) => MENDED_BY_OTHERS.has(type)).slice(0, TRIED);
  return [...dearest.filter((view) => view !== undefined), ...others];
}

/** Estimates the whole stack with a change; undefined where it loses a price or saves nothing. */
function mendOf(
  change: Change,
  resources: readonly ResourceView[],
  args: { readonly before: CostEstimate; readonly options: MendOptions },
): Mend | undefined {
  const { before, options } = args;
  const changed = change.apply(resources);
  const after = estimateCost(changed, options.estimate);
  const leavesUsd = measured(after, options.measure);
  const savesUsd = measured(before, options.measure) - leavesUsd;
  if (savesUsd < 0.01 || after.unpriced.length > before.unpriced.length) return undefined;
  return {
    urn: change.view.urn,
    name: change.view.name,
    change: change.text,
    savesUsd,
    leavesUsd,
    enough: leavesUsd <= options.ceilingUsd,
    resources: changed,
  };
}

/** A change with what it saves, before the whole stack is estimated with it. */
interface Offer {
  readonly change: Change;
  readonly savesUsd: number;
  readonly enough: boolean;
}

/** Enough comes first, the gentlest of it before all; else what saves most. */
function better(a: Offer, b: Offer): number {
  if (a.enough !== b.enough) return a.enough ? -1 : 1;
  const order = a.enough ? a.savesUsd - b.savesUsd : b.savesUsd - a.savesUsd;
  if (Math.abs(order) > 0.005) return order;
  const key = ({ change }: Offer): string => `${change.view.urn} ${change.text}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The best rung of each ladder of a resource. */
function offersOf(
  view: ResourceView,
  args: {
    readonly context: MendContext;
    readonly options: MendOptions;
    readonly neededUsd: number;
  },
): readonly Offer[] {
  const { context, options, neededUsd } = args;
  const ladders = laddersOf(view, context);
  if (ladders.length === 0) return [];
  const trial = new Trial(view, context.resources, options);
  return ladders.map((ladder) => {
    const change = trial.best(ladder, neededUsd);
    const savesUsd = trial.saving(change);
    return { change, savesUsd, enough: savesUsd >= neededUsd };
  });
}

/**
 * The three changes that mend a stack at the smallest sacrifice: those that are enough by
 * themselves with the smallest saving first, or else those that save most.
 *
 * @param resources The resources of the stack.
 * @param options What is over, and by how much it may cost.
 */
export function mendingChanges(
  resources: readonly ResourceView[],
  options: MendOptions,
): readonly Mend[] {
  const before = estimateCost(resources, options.estimate);
  const neededUsd = measured(before, options.measure) - options.ceilingUsd;
  const context = { resources, production: options.production };
  const offers = candidates(before, resources, options.measure)
    .flatMap((view) => offersOf(view, { context, options, neededUsd }))
    .toSorted(better);
  const mends: Mend[] = [];
  for (const { change } of offers) {
    if (mends.length === OFFERED) break;
    const mend = mendOf(change, resources, { before, options });
    if (mend !== undefined) mends.push(mend);
  }
  return mends;
}
