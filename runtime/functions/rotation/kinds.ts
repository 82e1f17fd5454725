/** Kinds of secrets that are rotated without SQL, and what each makes of its value. */
import { fieldsOf, textAt } from "../shared/json";

/** Who a secret opens, by the name of the secret. */
export type Rotated =
  /** A key that signs or hashes API keys: the one before stays valid for another period. */
  | { readonly kind: "signing-key" }
  /** A user of ElastiCache: two passwords are valid at once. */
  | { readonly kind: "cache-user"; readonly userId: string };

/** The fields of a secret. */
export type Values = Readonly<Record<string, string>>;

/**
 * Random bytes as text without marks that URLs or connection strings would need escapes for.
 * ElastiCache takes 16 to 128 characters.
 */
export type Random = () => string;

/**
 * What the next version of a secret holds.
 *
 * @param rotated What the secret opens.
 * @param current What it holds now.
 * @param random A new value that nobody has seen.
 * @throws Error if the current version lacks what the next one is made of.
 */
export function nextValues(rotated: Rotated, current: Values, random: Random): Values {
  switch (rotated.kind) {
    case "signing-key": {
      const { current: key, currentId: id } = current;
      if (key === undefined || id === undefined) throw new Error("holds no current, currentId");
      return { current: random(), currentId: nextId(id), previous: key, previousId: id };
    }
    case "cache-user":
      if (current.username === undefined) throw new Error("holds no username");
      return { ...current, password: random() };
    default:
      return never(rotated);
  }
}

/** `k1` becomes `k2`: names of keys say their order. */
function nextId(id: string): string {
  const number = /^k(\d+)$/.exec(id)?.[1];
  if (number === undefined) throw new Error("currentId is not of the form k1, k2, …");
  return `k${Number(number) + 1}`;
}

/** Shortest value that is worth the name of a secret: what ElastiCache takes. */
const MIN_CHARS = 16;

/**
 * Whether a version can be used.
 *
 * @param rotated What the secret opens.
 * @param values What the version holds.
 * @throws Error that names the field that is missing, never a value.
 */
export function checkValues(rotated: Rotated, values: Values): void {
  const needed =
    rotated.kind === "signing-key" ? ["current", "currentId"] : ["username", "password"];
  const missing = needed.filter((key) => values[key] === undefined);
  if (missing.length > 0) throw new Error(`holds no ${missing.join(", ")}`);
  const secret = rotated.kind === "signing-key" ? values.current : values.password;
  if ((secret ?? "").length < MIN_CHARS) throw new Error(`holds less than ${MIN_CHARS} characters`);
}

/**
 * Reads the map of secrets from the function's settings.
 *
 * @param json Name of the secret -> what it opens.
 * @throws Error if an entry is of no known kind.
 */
export function rotatedFrom(json: string): ReadonlyMap<string, Rotated> {
  const entries = Object.entries(fieldsOf(JSON.parse(json) as unknown));
  return new Map(entries.map(([name, value]) => [name, rotatedOf(name, value)]));
}

function rotatedOf(name: string, value: unknown): Rotated {
  const kind = textAt(value, "kind");
  const userId = textAt(value, "userId");
  if (kind === "signing-key") return { kind };
  if (kind === "cache-user" && userId !== undefined) return { kind, userId };
  throw new Error(`${name} is of no kind that is rotated here`);
}

function never(value: never): never {
  throw new Error(`${JSON.stringify(value)} is of no kind that is rotated here`);
}
