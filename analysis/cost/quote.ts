/** Collects the parts of one resource's price. */
import { HOURS_PER_MONTH, type PricedCloud, unitPrice } from "../../facts/prices";
import type { Assumption, CostComponent } from "./contract";
import { ASSUMED_TENANTS, type Subject, statedUsage } from "./subject";

/** What is sold; cloud and region default to those of the resource. */
export interface Sku {
  readonly service: string;
  readonly sku: string;
  readonly purchase?: string;
  readonly region?: string;
  readonly cloud?: PricedCloud;
}

/** A part whose quantity the program states. */
export interface Part extends Sku {
  readonly name: string;
  /** Units at the desired size; for an hourly price the number of things. */
  readonly quantity: number;
  /**
   * Units at the largest size.
   * @default quantity
   */
  readonly maximum?: number;
}

/** A part whose quantity only usage tells. */
export interface UsagePart extends Sku {
  readonly name: string;
  /** Key of the usage file. */
  readonly key: string;
  /** Quantity of the key for the assumed number of tenants, where the file has none. */
  readonly assume: number;
  /** Why that quantity. */
  readonly origin: string;
  /**
   * True where the quantity does not grow with the tenants.
   * @default false
   */
  readonly fixed?: boolean;
  /**
   * Units of the price that one unit of the key is, such as 1/10,000 for a request.
   * @default 1
   */
  readonly factor?: number;
}

/** The price of one resource in the making. */
export class Quote {
  readonly components: CostComponent[] = [];
  readonly unpriced: string[] = [];
  readonly assumptions: Assumption[] = [];
  /** Set by a pricer that finds that the vendor asks nothing for this resource. */
  freeBecause: string | undefined;
  private extraUsd = 0;

  /** @param subject The resource that is priced. */
  constructor(private readonly subject: Subject) {}

  /** What the parts cost at the desired size. */
  get monthlyUsd(): number {
    return this.components.reduce((sum, part) => sum + part.monthlyUsd, 0);
  }

  /** What the parts cost at the largest size. */
  get maximumMonthlyUsd(): number {
    return this.monthlyUsd + this.extraUsd;
  }

  /**
   * Adds things that are paid by the hour and always run.
   *
   * @param part Number of things and their hourly price.
   */
  hourly(part: Part): void {
    const maximum = part.maximum ?? part.quantity;
    this.monthly({
      ...part,
      quantity: part.quantity * HOURS_PER_MONTH,
      maximum: maximum * HOURS_PER_MONTH,
    });
  }

  /**
   * Adds a quantity that is paid by the month.
   *
   * @param part Quantity and its price.
   * @returns What it costs a month, 0 where it has no price.
   */
  monthly(part: Part): number {
    const region = part.region ?? this.subject.region;
    const { service, sku, purchase, quantity } = part;
    if (region === undefined) return this.missing(`${part.name}: its region is not known`);
    const cloud = part.cloud ?? this.subject.cloud;
    const key = { cloud, service, sku, region };
    const price = unitPrice(purchase === undefined ? key : { ...key, purchase });
    if (price === null) {
      const bought = purchase === undefined ? "" : `, ${purchase}`;
      return this.missing(`${part.name}: no price of ${service} ${sku}${bought} in ${region}`);
    }
    const monthlyUsd = quantity * price.usd;
    this.extraUsd += Math.max(0, (part.maximum ?? quantity) - quantity) * price.usd;
    const source = price.derivation === undefined ? price.source : `derived: ${price.derivation}`;
    const { unit, usd: unitPriceUsd, verified } = price;
    this.components.push({
      name: part.name,
      monthlyUsd,
      quantity,
      unit,
      unitPriceUsd,
      source,
      verified,
    });
    return monthlyUsd;
  }

  /**
   * Adds a quantity that only usage tells; what the usage file lacks is assumed and listed.
   *
   * @param part Key of the usage file, its price, and the assumption.
   */
  usage(part: UsagePart): void {
    const stated = statedUsage(this.subject, part.key);
    const tenants = this.subject.stack.options.tenants ?? ASSUMED_TENANTS;
    const scale = part.fixed === true ? 1 : tenants / ASSUMED_TENANTS;
    const quantity = stated ?? part.assume * scale;
    const monthlyUsd = this.monthly({ ...part, quantity: quantity * (part.factor ?? 1) });
    if (stated === undefined) this.assume(part.key, quantity, part.origin, monthlyUsd);
  }

  /**
   * Lists a quantity that the program does not state.
   *
   * @param what What is assumed.
   * @param quantity How much.
   * @param origin Why.
   * @param monthlyUsd What it adds.
   */
  assume(what: string, quantity: number, origin: string, monthlyUsd = 0): void {
    this.assumptions.push({ urn: this.subject.view.urn, what, quantity, origin, monthlyUsd });
  }

  /**
   * Lists a part that has no price: the total becomes "at least".
   *
   * @param reason What is missing.
   * @returns 0, what it adds to the sum.
   */
  missing(reason: string): 0 {
    this.unpriced.push(reason);
    return 0;
  }

  /**
   * Says that the vendor asks nothing for this very resource.
   *
   * @param source Vendor document that says so.
   */
  free(source: string): void {
    this.freeBecause = source;
  }
}

/** Prices one type of resource. */
export type Pricer = (subject: Subject, quote: Quote) => void;

/** Type tokens and their pricers. */
export type PricerTable = Readonly<Record<string, Pricer>>;
