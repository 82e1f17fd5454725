/** Exceptions in the stack file: each names its policy, resource, owner, reason and last day. */

/** A readable waiver that is in force. */
export interface Waiver {
  /** Full name of the policy. */
  readonly policy: string;
  /** Logical name or URN; `*` stands for any characters, but not alone. */
  readonly resource: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly expiry: string;
}

/** Waivers in force, and what is wrong with the others. */
export interface Waivers {
  readonly valid: readonly Waiver[];
  /** One sentence for each waiver that is not in force; each blocks. */
  readonly problems: readonly string[];
}

const KEYS = ["policy", "resource", "owner", "reason", "expiry"] as const;

/** The guard of the pack cannot be waived: a waiver would then excuse itself. */
const GUARD = "audit-pack-";

/** Letters and digits that a resource pattern must name: `*` and `*-*` are too broad. */
const LEAST_PATTERN_CHARS = 3;

/** A waiver is a loan: longer than a year it is a change of policy. Own rule. */
const LONGEST_DAYS = 366;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Reads `podcast-platform:waivers`.
 *
 * @param raw The list as the stack file has it.
 * @param known Names of all policies of the pack.
 * @param now The day of the judgement.
 */
export function readWaivers(raw: unknown, known: ReadonlySet<string>, now: Date): Waivers {
  if (raw === undefined || raw === null) return { valid: [], problems: [] };
  if (!Array.isArray(raw)) {
    return { valid: [], problems: ["waivers is not a list; write one entry for each waiver."] };
  }
  const read = raw.map((entry: unknown, index) => {
    const waiver = waiverOf(entry);
    const faults = typeof waiver === "string" ? [waiver] : faultsOf(waiver, known, now);
    return { waiver, faults: faults.map((fault) => `waivers[${index}] ${fault}`) };
  });
  return {
    valid: read.flatMap(({ waiver, faults }) =>
      typeof waiver === "string" || faults.length > 0 ? [] : [waiver],
    ),
    problems: read.flatMap(({ faults }) => faults),
  };
}

/**
 * The waiver that excuses a complaint.
 *
 * @param waivers Waivers in force.
 * @param complaint Policy, and logical name and URN of the resource; `stack` where there is none.
 */
export function waiverFor(
  waivers: readonly Waiver[],
  complaint: { readonly policy: string; readonly names: readonly string[] },
): Waiver | undefined {
  return waivers.find(
    (waiver) =>
      waiver.policy === complaint.policy &&
      complaint.names.some((name) => patternOf(waiver.resource).test(name)),
  );
}

function waiverOf(entry: unknown): Waiver | string {
  if (typeof entry !== "object" || entry === null)
    return "is not an object; give it policy, resource, owner, reason and expiry.";
  const values = KEYS.map((key): [string, unknown] => [key, Reflect.get(entry, key)]);
  const absent = values.filter(([, value]) => typeof value !== "string" || value.trim() === "");
  if (absent.length > 0)
    return `has no ${absent.map(([key]) => key).join(", ")}; every waiver states all five.`;
  const [policy, resource, owner, reason, expiry] = values.map(([, value]) => String(value));
  return {
    policy: policy ?? "",
    resource: resource ?? "",
    owner: owner ?? "",
    reason: reason ?? "",
    expiry: expiry ?? "",
  };
}

function faultsOf(waiver: Waiver, known: ReadonlySet<string>, now: Date): readonly string[] {
  const faults: string[] = [];
  if (!known.has(waiver.policy))
    faults.push(
      `names the policy "${waiver.policy}", which the pack does not have; copy the name from policies/README.md.`,
    );
  if (waiver.policy.startsWith(GUARD))
    faults.push(`names ${waiver.policy}; the guard of the pack cannot be waived.`);
  if (waiver.resource.replaceAll(/[^A-Za-z0-9]/g, "").length < LEAST_PATTERN_CHARS) {
    faults.push(
      `has the resource pattern "${waiver.resource}", which is too broad; name the resource.`,
    );
  }
  const fault = expiryFault(waiver.expiry, now);
  return fault === undefined ? faults : [...faults, fault];
}

function expiryFault(expiry: string, now: Date): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(expiry) ? Date.parse(`${expiry}T23:59:59Z`) : Number.NaN;
  if (Number.isNaN(day)) return `has the expiry "${expiry}"; write a day as YYYY-MM-DD.`;
  if (day < now.getTime())
    return `expired on ${expiry}; mend the resource or let its owner renew it.`;
  const days = (day - now.getTime()) / DAY_MS;
  return days > LONGEST_DAYS ? `expires on ${expiry}; a waiver lasts a year at most.` : undefined;
}

function patternOf(pattern: string): RegExp {
  const escaped = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`);
}
