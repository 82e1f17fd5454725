/** The monthly cost of what a preview would leave, beside the ceiling and beside today's. */
import {
  estimateCost,
  measured,
  type CostEstimate,
  type EstimateOptions,
} from "../../analysis/cost";
import type { ResourceView } from "../../analysis/resource";
import type { CellConfig } from "../../plan/config/schema";
import { demandOf } from "../../plan/demand";

/**
 * The increase of one change that passes without being asked for, as a share of the ceiling. A
 * fifth lets a node or a replica through and stops a wrong size or a forgotten copy of the cell.
 */
export const ALLOWED_INCREASE_SHARE = 0.2;

/** What one enterprise tenant costs, against the ceiling of its entry. */
export interface TenantCost {
  readonly name: string;
  readonly monthlyUsd: number;
  readonly ceilingUsd: number;
}

/** What the cell costs, and what this change does to it. */
export interface CostSummary {
  readonly estimate: CostEstimate;
  /** What all tenants share: the part that the ceiling limits. */
  readonly sharedUsd: number;
  readonly ceilingUsd: number;
  readonly tenants: readonly TenantCost[];
  /** Absent where the stack has nothing yet: a first bring-up is no increase. */
  readonly increaseUsd?: number;
  readonly allowedIncreaseUsd: number;
  /** True where the increase of this change is more than is allowed. */
  readonly blocked: boolean;
}

/** What is compared. */
export interface CostArgs {
  readonly config: CellConfig;
  readonly before: readonly ResourceView[];
  readonly after: readonly ResourceView[];
  /**
   * Increase that the user accepts for this change, in US dollars a month.
   * @default {@link ALLOWED_INCREASE_SHARE} of the ceiling
   */
  readonly allowedIncreaseUsd?: number;
}

/** @param args The configuration and the resources before and after. */
export function costSummaryOf({ config, before, after, ...args }: CostArgs): CostSummary {
  const options = estimateOptions(config);
  const estimate = estimateCost(after, options);
  const ceilingUsd = config.budget.monthlyUsd;
  const allowedIncreaseUsd = args.allowedIncreaseUsd ?? ceilingUsd * ALLOWED_INCREASE_SHARE;
  const was = estimateCost(before, options).monthlyUsd;
  const shares = sharesOf(config, estimate);
  if (was === 0) return { estimate, ...shares, ceilingUsd, allowedIncreaseUsd, blocked: false };
  const increaseUsd = estimate.monthlyUsd - was;
  return {
    estimate,
    ...shares,
    ceilingUsd,
    increaseUsd,
    allowedIncreaseUsd,
    blocked: increaseUsd > allowedIncreaseUsd,
  };
}

function sharesOf(
  { enterpriseTenants }: CellConfig,
  estimate: CostEstimate,
): Pick<CostSummary, "sharedUsd" | "tenants"> {
  const without = enterpriseTenants.map(({ name }) => name);
  return {
    sharedUsd: measured(estimate, { kind: "monthly", share: { without } }),
    tenants: enterpriseTenants.map(({ name, monthlyUsd: ceilingUsd }) => ({
      name,
      monthlyUsd: measured(estimate, { kind: "monthly", share: { only: name } }),
      ceilingUsd,
    })),
  };
}

/** @param config The configuration of the cell. */
export function estimateOptions(config: CellConfig): EstimateOptions {
  const { capacity, regions } = config;
  return {
    defaultRegion: regions.primary,
    primaryRegion: regions.primary,
    tenants: demandOf(capacity).tenants,
  };
}
