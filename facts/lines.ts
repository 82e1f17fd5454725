/** Lines of the bill: the seed's eight, and the ones that it forgot. */

/**
 * Names of the lines, in the order of every report.
 * Source: seed, Monthly Costs, for the first eight; the last four are ours.
 */
export const COST_LINES = [
  "Compute",
  "Database",
  "TimescaleDB",
  "Redis",
  "Object storage",
  "CDN",
  "Monitoring",
  "Logging",
  "Network",
  "Security",
  "Disaster recovery",
  "Enterprise",
] as const;

/** A line of the bill. */
export type CostLine = (typeof COST_LINES)[number];
