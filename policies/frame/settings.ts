/** What a policy must know of the stack: residency, budget, environment, waivers. */

/** Namespace of the settings in a stack file. */
export const NAMESPACE = "podcast-platform";

/** Whose data the stack holds. */
export type DataResidency = "eu" | "us";

/** The ceiling of a stack. */
export interface Budget {
  readonly monthlyUsd: number;
  /** Ceilings of single lines of the bill, by the name of the line. */
  readonly lines: Readonly<Record<string, number>>;
}

/** Settings of one stack, and what is wrong with them. */
export interface Settings {
  /** Undefined where it is missing or unreadable; `problems` then says so. */
  readonly residency?: DataResidency;
  /** Undefined where it is missing or unreadable; `problems` then says so. */
  readonly budget?: Budget;
  /**
   * Ceilings of enterprise tenants by name, in US dollars a month.
   * @default undefined nobody has one
   */
  readonly tenants?: Readonly<Record<string, number>>;
  /** @default "production" where the stack does not say: the strictest */
  readonly environment: string;
  /** False only in an environment whose data may be lost or that nobody depends on. */
  readonly production: boolean;
  /**
   * The stack that is to be taken down for good: nothing of it need refuse to be deleted.
   * @default undefined none
   */
  readonly decommission?: string;
  /** Unchecked; policies/frame/waivers reads them. */
  readonly waivers: unknown;
  /** One sentence for each missing or unreadable key. */
  readonly problems: readonly string[];
}

/** Environments that are not production; any other name is. */
const NOT_PRODUCTION: ReadonlySet<string> = new Set(["dev", "development", "test", "staging"]);

/** Gives a setting as the stack or the pack configuration spells it; undefined where absent. */
export type Source = (key: string) => unknown;

/**
 * Reads the settings; nothing is thrown, so that a bad stack file is a violation and not a crash.
 *
 * @param stack The stack file. It wins.
 * @param pack The pack configuration.
 */
export function readSettings(stack: Source, pack: Source): Settings {
  const problems: string[] = [];
  const value = (key: string): unknown => {
    const [inStack, inPack] = [parsed(stack(key)), parsed(pack(key))];
    if (inStack !== undefined && inPack !== undefined && !same(inStack, inPack)) {
      problems.push(
        `${NAMESPACE}:${key} differs between the stack file and the pack configuration; state it once.`,
      );
    }
    return inStack ?? inPack;
  };
  const [residency, budget] = [residencyOf(value("residency")), budgetOf(value("budget"))];
  const tenants = tenantsOf(value("enterpriseTenants"));
  const environment = value("environment");
  const decommission = value("decommission");
  if (residency === undefined) problems.push(missing("residency", 'set it to "eu" or "us"'));
  if (budget === undefined) {
    problems.push(missing("budget", "set budget.monthlyUsd to the stack's ceiling in US dollars"));
  }
  const name = typeof environment === "string" && environment !== "" ? environment : "production";
  return {
    ...(residency === undefined ? {} : { residency }),
    ...(budget === undefined ? {} : { budget }),
    ...(tenants === undefined ? {} : { tenants }),
    ...(typeof decommission === "string" && decommission !== "" ? { decommission } : {}),
    environment: name,
    production: !NOT_PRODUCTION.has(name),
    waivers: value("waivers"),
    problems,
  };
}

function missing(key: string, mend: string): string {
  return `${NAMESPACE}:${key} is missing or unreadable; ${mend}.`;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A stack file holds objects as JSON text, and plain words as they are. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{\d"-]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function residencyOf(value: unknown): DataResidency | undefined {
  const spelled = typeof value === "string" ? value.toLowerCase() : undefined;
  return spelled === "eu" || spelled === "us" ? spelled : undefined;
}

function budgetOf(value: unknown): Budget | undefined {
  if (isUsd(value)) return { monthlyUsd: value, lines: {} };
  if (typeof value !== "object" || value === null) return undefined;
  const monthlyUsd: unknown = Reflect.get(value, "monthlyUsd");
  const lines: unknown = Reflect.get(value, "lines") ?? {};
  if (!isUsd(monthlyUsd) || typeof lines !== "object" || lines === null) return undefined;
  const ceilings: readonly (readonly [string, unknown])[] = Object.entries(lines);
  if (!ceilings.every((entry): entry is readonly [string, number] => isUsd(entry[1]))) {
    return undefined;
  }
  return { monthlyUsd, lines: Object.fromEntries(ceilings) };
}

/** Entries without a name or a ceiling limit nothing: their cost then counts as shared. */
function tenantsOf(value: unknown): Settings["tenants"] {
  if (!Array.isArray(value)) return undefined;
  const entries = value.flatMap((entry: unknown): readonly (readonly [string, number])[] => {
    if (typeof entry !== "object" || entry === null) return [];
    const name: unknown = Reflect.get(entry, "name");
    const monthlyUsd: unknown = Reflect.get(entry, "monthlyUsd");
    return typeof name === "string" && isUsd(monthlyUsd) ? [[name, monthlyUsd]] : [];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isUsd(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}
