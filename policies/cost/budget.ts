/** What all cost policies share: how a stack is estimated, and how a sum over its ceiling is told. */
import {
  type CostEstimate,
  type EstimateOptions,
  type Measure,
  type Mend,
  type Share,
  PRICERS,
  estimateCost,
  isCounted,
  measured,
  mendingChanges,
} from "../../analysis/cost";
import type { ResourceView } from "../../analysis/resource";
import type { Context } from "../frame/policy";

/** Types whose cost a policy can judge, sorted. */
export const PRICED_TYPES: readonly string[] = Object.keys(PRICERS).toSorted();

/**
 * Tenants that usage is assumed for. Source: seed, "Growth Projections", Year 1; a stack that
 * nobody depends on carries ten test tenants.
 */
const TENANTS = { production: 1000, other: 10 } as const;

/** Share of the ceiling by which every autoscaling limit together may exceed it. */
export const MAXIMUM_FACTOR = 2;

const LARGEST = 3;

/**
 * How the stack is estimated.
 *
 * @param context Settings of the stack.
 */
export function estimateOptions({ settings, now }: Context): EstimateOptions {
  const tenants = settings.production ? TENANTS.production : TENANTS.other;
  return { tenants, day: now.toISOString().slice(0, 10) };
}

/**
 * An amount for people, in full dollars and cents.
 *
 * @param amount US dollars.
 */
export function usd(amount: number): string {
  const [whole = "0", cents = "00"] = amount.toFixed(2).split(".");
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** Logical name of a resource. */
function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The dearest resources that a measure counts. */
function largest(estimate: CostEstimate, measure: Measure): string {
  const counted = estimate.resources
    .filter((cost) => isCounted(cost, measure))
    .map(({ urn, monthlyUsd, maximumMonthlyUsd }) => ({
      name: nameOf(urn),
      cost: measure.kind === "maximum" ? maximumMonthlyUsd : monthlyUsd,
    }))
    .toSorted((a, b) => b.cost - a.cost || (a.name < b.name ? -1 : 1));
  return counted
    .slice(0, LARGEST)
    .map(({ name, cost }) => `${name} ${usd(cost)}`)
    .join(", ");
}

/** The changes that mend it, each with what it saves and leaves. */
function mending(mends: readonly Mend[]): string {
  if (mends.length === 0)
    return "No single change of a size or number lowers it; raise the ceiling or build less.";
  const listed = mends.map(
    ({ name, change, savesUsd, leavesUsd }, index) =>
      `(${index + 1}) ${name}: ${change}, saves ${usd(savesUsd)}, leaves ${usd(leavesUsd)}`,
  );
  const alone = mends.some(({ enough }) => enough) ? "one of" : "several of, none is enough alone";
  return `Mend it with ${alone}: ${listed.join("; ")}.`;
}

/**
 * All that is shared: an enterprise tenant with a ceiling of its own is measured against that.
 * What carries the tag of a tenant that the stack does not name is counted here.
 *
 * @param context Settings of the stack.
 */
export function shared({ settings }: Context): Share {
  return { without: Object.keys(settings.tenants ?? {}) };
}

/** A ceiling, and what it limits. */
export interface Ceiling {
  readonly measure: Measure;
  readonly ceilingUsd: number;
  /** What costs too much, such as `the stack costs`. */
  readonly subject: string;
  /** The key that sets the ceiling. */
  readonly key: string;
}

/**
 * What is over a ceiling, in one text: sum, ceiling, largest parts, and changes that mend it.
 *
 * @param resources The resources of the stack.
 * @param ceiling The ceiling.
 * @param context Settings of the stack.
 * @returns The text, or undefined where the sum is within the ceiling.
 */
export function overCeiling(
  resources: readonly ResourceView[],
  ceiling: Ceiling,
  context: Context,
): string | undefined {
  const { measure, ceilingUsd, subject, key } = ceiling;
  const estimate = estimateCost(resources, estimateOptions(context));
  const sum = measured(estimate, measure);
  if (sum <= ceilingUsd) return undefined;
  const { production } = context.settings;
  const options = { measure, ceilingUsd, production, estimate: estimateOptions(context) };
  const unpriced = estimate.unpriced.length;
  const least = unpriced === 0 ? "" : `at least (without price: ${unpriced}) `;
  return [
    `${subject} ${least}${usd(sum)} a month, ${usd(sum - ceilingUsd)} over the ceiling of ${usd(ceilingUsd)} (${key}).`,
    `Largest: ${largest(estimate, measure)}.`,
    mending(mendingChanges(resources, options)),
  ].join(" ");
}
