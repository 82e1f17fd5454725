/** What the cost estimate takes and gives: shared by the policies, the plan and the reports. */
import { COST_LINES, type CostLine } from "../../facts/lines";
import type { ResourceView } from "../resource";

/** The lines of the bill. */
export const LINES = COST_LINES;

/** One line of the bill. */
export type Line = CostLine;

/** A usage figure, or figures grouped as Infracost groups them (`standard: {storageGb: 500}`). */
export type UsageValue = number | string | { readonly [key: string]: UsageValue };

/** The usage of one resource, by Infracost's key names in camelCase (`monthlyDataProcessedGb`). */
export type Usage = Readonly<Record<string, UsageValue>>;

/** What a program cannot know about itself: usage by URN, by logical name, or by type token. */
export type UsageFile = Readonly<Record<string, Usage>>;

/** How to estimate. */
export interface EstimateOptions {
  /**
   * Measured or expected usage.
   * @default {} every usage is assumed, and each assumption is listed
   */
  readonly usage?: UsageFile;
  /**
   * Region of a resource whose own and whose provider's region are not known.
   * @default undefined such a resource is unpriced
   */
  readonly defaultRegion?: string;
  /**
   * Region of the active site; what is billed elsewhere belongs to Disaster recovery.
   * @default undefined no line depends on the region
   */
  readonly primaryRegion?: string;
  /**
   * Tenants that assumed usage is scaled to.
   * @default 1000 (seed, "Growth Projections", Year 1)
   */
  readonly tenants?: number;
  /**
   * Day of the bill, as YYYY-MM-DD: support of old versions costs more after a date.
   * @default undefined every version is taken to be in standard support
   */
  readonly day?: string;
}

/** One priced part of a resource. */
export interface CostComponent {
  readonly name: string;
  readonly monthlyUsd: number;
  /** Units a month, such as 730 for one hour-priced thing that always runs. */
  readonly quantity: number;
  readonly unit: string;
  readonly unitPriceUsd: number;
  /** Where the unit price comes from. */
  readonly source: string;
  /** False where no source confirms the unit price, or where it is derived from another. */
  readonly verified: boolean;
}

/** A resource that costs money, with its parts. */
export interface ResourceCost {
  readonly urn: string;
  readonly type: string;
  readonly line: Line;
  /** The enterprise tenant whose own it is; absent for what is shared. */
  readonly tenant?: string;
  /** At the desired size. */
  readonly monthlyUsd: number;
  /** At the largest size that its own limits allow. */
  readonly maximumMonthlyUsd: number;
  readonly components: readonly CostComponent[];
}

/** A resource, or a part of one, whose price is not known: the total is "at least". */
export interface UnpricedResource {
  readonly urn: string;
  readonly type: string;
  readonly reason: string;
}

/** A resource that the vendor does not charge for. */
export interface FreeResource {
  readonly urn: string;
  readonly type: string;
  /** Vendor document that says so, or what bears the cost instead. */
  readonly source: string;
}

/** A quantity that the program does not state. */
export interface Assumption {
  readonly urn: string;
  /** What is assumed, with its unit, such as `monthlyDataProcessedGb`. */
  readonly what: string;
  readonly quantity: number;
  /** Why this quantity. */
  readonly origin: string;
  /** What it adds to the monthly total. */
  readonly monthlyUsd: number;
}

/** The bill of a stack before the bill. */
export interface CostEstimate {
  /** Sum at the desired sizes, list prices, 730 hours a month. */
  readonly monthlyUsd: number;
  /** Sum where every autoscaling limit is reached. */
  readonly maximumMonthlyUsd: number;
  /** True where something is unpriced: the true sums are higher. */
  readonly atLeast: boolean;
  /** Every line, 0 where nothing belongs to it. */
  readonly lines: Readonly<Record<Line, number>>;
  /** The dearest first. */
  readonly resources: readonly ResourceCost[];
  readonly unpriced: readonly UnpricedResource[];
  readonly free: readonly FreeResource[];
  /** The dearest first. */
  readonly assumptions: readonly Assumption[];
  /** The part of the monthly sum that rests on prices no source confirms. */
  readonly unverifiedUsd: number;
}

/** Estimates the monthly cost of the resources of one stack. */
export type EstimateCost = (
  resources: readonly ResourceView[],
  options?: EstimateOptions,
) => CostEstimate;
