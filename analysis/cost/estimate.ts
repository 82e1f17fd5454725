/** Puts the prices of all resources of a stack together. */
import type { PricedCloud } from "../../facts/prices";
import type { ResourceView } from "../resource";
import {
  type Assumption,
  type CostEstimate,
  type EstimateOptions,
  type FreeResource,
  LINES,
  type Line,
  type ResourceCost,
  type UnpricedResource,
} from "./contract";
import { freeSource, isBilledPackage } from "./free";
import { lineOf, tenantOf } from "./lines";
import { PRICERS } from "./pricers";
import { Quote } from "./quote";
import { type StackIndex, type Subject, indexStack, regionOf } from "./subject";

/** What one resource adds to the bill. */
interface Judged {
  readonly cost?: ResourceCost;
  readonly unpriced: readonly UnpricedResource[];
  readonly free?: FreeResource;
  readonly assumptions: readonly Assumption[];
}

/** The vendor that bills a type. */
function cloudOf(type: string): PricedCloud {
  if (type.startsWith("gcp:")) return "gcp";
  return type.startsWith("cloudflare:") ? "cloudflare" : "aws";
}

/** A resource that no pricer knows: free by the list, a component, or unpriced. */
function judgeUnknown(view: ResourceView, parents: ReadonlySet<string>): Judged {
  const { urn, type } = view;
  const source = freeSource(type);
  if (source !== undefined) return { unpriced: [], assumptions: [], free: { urn, type, source } };
  if (!isBilledPackage(type) && (type.startsWith("platform:") || parents.has(urn))) {
    const free = { urn, type, source: "a component: its children are priced" };
    return { unpriced: [], assumptions: [], free };
  }
  const reason = `no price is known for resources of type ${type}`;
  return { unpriced: [{ urn, type, reason }], assumptions: [] };
}

/** Prices one resource. */
function judge(view: ResourceView, stack: StackIndex, parents: ReadonlySet<string>): Judged {
  const pricer = PRICERS[view.type];
  if (pricer === undefined) return judgeUnknown(view, parents);
  const { urn, type } = view;
  const region = regionOf(view, stack.options);
  const subject: Subject = { view, cloud: cloudOf(type), region, stack };
  const quote = new Quote(subject);
  pricer(subject, quote);
  const unpriced = quote.unpriced.map((reason) => ({ urn, type, reason }));
  const { freeBecause: source, components, assumptions } = quote;
  if (source !== undefined) return { unpriced, assumptions, free: { urn, type, source } };
  if (components.length === 0) return { unpriced, assumptions };
  const { monthlyUsd, maximumMonthlyUsd } = quote;
  const line = lineOf(subject);
  const tenant = tenantOf(subject);
  const owner = tenant === undefined ? {} : { tenant };
  const cost = { urn, type, line, ...owner, monthlyUsd, maximumMonthlyUsd, components };
  return { cost, unpriced, assumptions };
}

/** Sums the resources of each line. */
function sumLines(resources: readonly ResourceCost[]): Readonly<Record<Line, number>> {
  const lines = Object.fromEntries(LINES.map((line) => [line, 0])) as Record<Line, number>;
  for (const { line, monthlyUsd } of resources) lines[line] += monthlyUsd;
  return lines;
}

/** The part of the sum that rests on prices no document confirms. */
function unverified(resources: readonly ResourceCost[]): number {
  return resources
    .flatMap(({ components }) => components)
    .reduce((sum, part) => sum + (part.verified ? 0 : part.monthlyUsd), 0);
}

/** The dearest first, then by URN, so that the order of the input does not show. */
function dearestFirst<T extends { readonly monthlyUsd: number; readonly urn: string }>(
  entries: readonly T[],
): readonly T[] {
  return entries.toSorted((a, b) => b.monthlyUsd - a.monthlyUsd || (a.urn < b.urn ? -1 : 1));
}

/**
 * Estimates what the resources of a stack cost a month at list prices.
 *
 * Each resource is priced, free by a listed type, or unpriced with a reason; usage that the
 * program does not state is assumed and listed. The result does not depend on the order.
 *
 * @param resources The resources of a stack as the engine shows them.
 * @param options Usage, regions, and the number of tenants.
 */
export function estimateCost(
  resources: readonly ResourceView[],
  options: EstimateOptions = {},
): CostEstimate {
  const stack = indexStack(resources, options);
  const parents = new Set(
    stack.views.map((view) => view.parent).filter((urn) => urn !== undefined),
  );
  const judged = stack.views.map((view) => judge(view, stack, parents));
  const costs = judged.map(({ cost }) => cost).filter((cost) => cost !== undefined);
  const unpriced = judged.flatMap((entry) => entry.unpriced);
  return {
    monthlyUsd: costs.reduce((sum, cost) => sum + cost.monthlyUsd, 0),
    maximumMonthlyUsd: costs.reduce((sum, cost) => sum + cost.maximumMonthlyUsd, 0),
    atLeast: unpriced.length > 0,
    lines: sumLines(costs),
    resources: dearestFirst(costs),
    unpriced,
    free: judged.map(({ free }) => free).filter((free) => free !== undefined),
    assumptions: dearestFirst(judged.flatMap((entry) => entry.assumptions)),
    unverifiedUsd: unverified(costs),
  };
}
