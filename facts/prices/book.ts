/** The rows of the price book: list prices with source and date, and what makes a row valid. */

/** Vendors that the book has prices of. */
export type PricedCloud = "aws" | "gcp" | "cloudflare";

/** One unit price, as a vendor lists it in USD before tax. */
export interface PriceFact {
  readonly cloud: PricedCloud;
  /** The vendor's service, such as `rds`. */
  readonly service: string;
  /** What is sold, such as `db.t4g.large PostgreSQL Multi-AZ`. */
  readonly sku: string;
  /** Region, or `global` where one price holds everywhere. */
  readonly region: string;
  /** What one price buys, such as `hour` or `GB-month`. */
  readonly unit: string;
  readonly usd: number;
  /** How it is bought, such as `on-demand` or `spot`. */
  readonly purchase: string;
  /** Where the price was read; `unverified` where no document confirms it. */
  readonly source: string;
  /** When it was read, as precisely as the source says. */
  readonly asOf: string;
  /** How it was derived, or what to beware of. */
  readonly note?: string;
}

/** What identifies a price. */
export interface PriceKey {
  readonly cloud: PricedCloud;
  readonly service: string;
  readonly sku: string;
  readonly region: string;
  /** @default "on-demand" */
  readonly purchase?: string;
}

const CLOUDS: readonly unknown[] = ["aws", "gcp", "cloudflare"];
const TEXTS = ["service", "sku", "region", "unit", "purchase", "source", "asOf"] as const;

/**
 * The one text that stands for a key.
 *
 * @param key Identity of a price.
 */
export function keyText(key: PriceKey): string {
  return [key.cloud, key.service, key.sku, key.region, key.purchase ?? "on-demand"].join("|");
}

/** Says what is wrong with a row, or nothing. */
function problemsOf(row: unknown): readonly string[] {
  if (typeof row !== "object" || row === null) return ["is not an object"];
  const fields = row as Readonly<Record<string, unknown>>;
  const missing = TEXTS.filter((name) => typeof fields[name] !== "string" || fields[name] === "");
  const { cloud, usd, note } = fields;
  return [
    ...missing.map((name) => `has no ${name}`),
    ...(CLOUDS.includes(cloud) ? [] : [`cloud is none of ${CLOUDS.join(", ")}`]),
    ...(typeof usd === "number" && Number.isFinite(usd) && usd >= 0 ? [] : ["usd is no price"]),
    ...(note === undefined || typeof note === "string" ? [] : ["note is no text"]),
  ];
}

/** Says whether a row has every field of a price. */
function isPriceFact(row: unknown): row is PriceFact {
  return problemsOf(row).length === 0;
}

/**
 * Checks rows and makes them an index with exactly one row a key.
 *
 * @param rows Rows as read from a file.
 * @returns The rows by {@link keyText}.
 * @throws Error that lists every malformed row and every key that stands twice.
 */
export function indexPrices(rows: readonly unknown[]): ReadonlyMap<string, PriceFact> {
  const index = new Map<string, PriceFact>();
  const problems: string[] = [];
  rows.forEach((row, position) => {
    if (!isPriceFact(row)) {
      problems.push(`  row ${position}: ${problemsOf(row).join(", ")}`);
    } else if (index.has(keyText(row))) {
      problems.push(`  row ${position}: ${keyText(row)} stands twice`);
    } else index.set(keyText(row), row);
  });
  if (problems.length > 0) {
    throw new Error(`The price book has ${problems.length} problem(s):\n${problems.join("\n")}`);
  }
  return index;
}
