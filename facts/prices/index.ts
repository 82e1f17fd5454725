/**
 * The price book: dated list prices in USD. `findPrice` gives the one row that a key names or
 * nothing, never a neighbour; `unitPrice` also follows the rules by which vendors price.
 */
import awsEc2 from "./aws-ec2.json";
import awsElasticache from "./aws-elasticache.json";
import awsNetwork from "./aws-network.json";
import awsRds from "./aws-rds.json";
import awsServices from "./aws-services.json";
import awsStorage from "./aws-storage.json";
import { type PriceFact, type PriceKey, indexPrices, keyText } from "./book";
import cloudflare from "./cloudflare.json";
import gcpCompute from "./gcp-compute.json";
import gcpServices from "./gcp-services.json";
import { PRICE_RULES, type PriceRule } from "./rules";

export type { PriceFact, PriceKey, PricedCloud } from "./book";
export { indexPrices } from "./book";
export { STALE_AFTER_DAYS, ageDays, earliestDay, stalePrices } from "./dates";
export { PRICE_TWINS, SIZE_FACTORS, SUSTAINED_USE } from "./rules";

/** Hours that vendors bill for a month. Source: AWS Pricing Calculator, "730 hours a month". */
export const HOURS_PER_MONTH = 730;

const BOOK = indexPrices([
  ...awsEc2,
  ...awsElasticache,
  ...awsNetwork,
  ...awsRds,
  ...awsServices,
  ...awsStorage,
  ...gcpCompute,
  ...gcpServices,
  ...cloudflare,
]);

/** Every row of the book. */
export const PRICE_FACTS: readonly PriceFact[] = [...BOOK.values()];

/** A unit price, with what it rests on. */
export interface UnitPrice {
  readonly usd: number;
  readonly unit: string;
  readonly source: string;
  readonly asOf: string;
  /** True where the book has this very price from a document. */
  readonly verified: boolean;
  /** How it follows from other prices; absent where the book has it. */
  readonly derivation?: string;
}

/**
 * The row of the book that a key names.
 *
 * @param key Identity of the price.
 * @returns The one row, or null where the book has none.
 */
export function findPrice(key: PriceKey): PriceFact | null {
  return BOOK.get(keyText(key)) ?? null;
}

/**
 * Whether a document confirms a row.
 *
 * @param fact A row of the book.
 */
export function standing(fact: PriceFact): "verified" | "unverified" {
  return fact.source.startsWith("unverified") ? "unverified" : "verified";
}

/** Follows the rules from a key to a row, each rule at most once on the way. */
function search(key: PriceKey, rules: readonly PriceRule[]): UnitPrice | null {
  const fact = findPrice(key);
  if (fact !== null) {
    const { usd, unit, source, asOf } = fact;
    return { usd, unit, source, asOf, verified: standing(fact) === "verified" };
  }
  for (const rule of rules) {
    const rest = rules.filter((other) => other !== rule);
    for (const { key: from, factor, how } of rule.derive(key)) {
      const base = search(from, rest);
      if (base === null) continue;
      const derivation = base.derivation === undefined ? how : `${how}; ${base.derivation}`;
      return { ...base, usd: base.usd * factor, verified: false, derivation };
    }
  }
  return null;
}

const FOUND = new Map<string, UnitPrice | null>();

/**
 * The price that a vendor bills: the row of the book, else one derived by a rule that the vendor
 * states, marked as unverified with its derivation.
 *
 * @param key Identity of the price.
 * @returns The price, or null where neither the book nor a rule gives one.
 */
export function unitPrice(key: PriceKey): UnitPrice | null {
  const text = keyText(key);
  const known = FOUND.get(text);
  if (known !== undefined) return known;
  const price = search(key, PRICE_RULES);
  FOUND.set(text, price);
  return price;
}
