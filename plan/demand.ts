/** What the cell must carry, and what follows from it for every planner. */
import { GROWTH } from "../facts/seed";
import type { CapacityConfig } from "./config/schema";

/** Load and data, as the seed's growth table states them. */
export interface Demand {
  readonly tenants: number;
  readonly requestsPerDay: number;
  readonly databaseGib: number;
  readonly timeSeriesGib: number;
}

/** Ours: ten tenants with a hundredth of year 1's load and data. */
const DEV_DEMAND: Demand = { tenants: 10, requestsPerDay: 100, databaseGib: 1, timeSeriesGib: 10 };

/** Busiest second against the mean: our assumption, since the seed gives requests a day only. */
const PEAK_FACTOR = 10;

const SECONDS_PER_DAY = 86_400;

/**
 * The demand that a capacity stands for.
 *
 * @param capacity A profile's name or explicit numbers.
 */
export function demandOf(capacity: CapacityConfig): Demand {
  if (typeof capacity === "object") return capacity;
  return capacity === "dev" ? DEV_DEMAND : GROWTH[capacity];
}

/**
 * Requests a second on average.
 *
 * @param demand What the cell must carry.
 */
export function meanRequestsPerSecond(demand: Demand): number {
  return demand.requestsPerDay / SECONDS_PER_DAY;
}

/**
 * Requests in the busiest second.
 *
 * @param demand What the cell must carry.
 */
export function peakRequestsPerSecond(demand: Demand): number {
  return meanRequestsPerSecond(demand) * PEAK_FACTOR;
}
