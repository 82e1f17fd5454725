/** Reads the inputs of a resource by path, unknown-safe, with the provider's defaults. */
import { UNKNOWN, isFields } from "../../facts/values";
import type { Value } from "../../facts/values";
import { Fact } from "./fact";
import type { Found } from "./fact";

/** A list as found: whether the list itself is known, and a reader for each entry. */
export interface Entries {
  readonly path: string;
  /** True when the whole list is unknown; an unknown entry is an entry whose reader says so. */
  readonly isUnknown: boolean;
  readonly entries: readonly Reader[];
}

/** A value somewhere in the inputs, with the path that leads to it. */
export class Reader {
  /**
   * @param value What stands there; undefined where nothing does.
   * @param path How a message names the place; empty for the inputs themselves.
   */
  constructor(
    readonly value: Value | undefined,
    readonly path = "",
  ) {}

  /** True while only the engine can know it. */
  get isUnknown(): boolean {
    return this.value === UNKNOWN;
  }

  /** True when nothing is given; an unknown value is given. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** Keys of the object that stands here; safe where values are unknown. */
  get keys(): readonly string[] {
    return isFields(this.value) ? Object.keys(this.value) : [];
  }

  /**
   * @param path Keys joined by dots (`settings.ipConfiguration`); a number selects an entry.
   */
  at(path: string): Reader {
    if (path === "") return this;
    return path.split(".").reduce<Reader>((reader, key) => reader.child(key), this);
  }

  /**
   * One step into an object; unlike {@link at} the key may hold dots, as Kubernetes labels do.
   *
   * @param key The key.
   */
  child(key: string): Reader {
    if (this.isUnknown) return this;
    const path = joined(this.path, key);
    if (Array.isArray(this.value)) return new Reader(this.value[Number(key)] as Value, path);
    if (!isFields(this.value) || !Object.hasOwn(this.value, key))
      return new Reader(undefined, path);
    return new Reader(this.value[key], path);
  }

  /**
   * A boolean; some providers spell it as a string, "false" included.
   *
   * @param path Path below this reader.
   * @param fallback The provider's default.
   */
  bool(path: string, fallback: boolean): Fact<boolean> {
    return this.fact(path, fallback, "a boolean", (value) => {
      if (typeof value === "boolean") return value;
      if (value === "true" || value === "True" || value === "1") return true;
      return value === "false" || value === "False" || value === "0" || value === ""
        ? false
        : undefined;
    });
  }

  /**
   * @param path Path below this reader.
   * @param fallback The provider's default.
   */
  number<T extends number | undefined>(path: string, fallback: T): Fact<number | T> {
    return this.fact<number | T>(path, fallback, "a number", (value) => {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
    });
  }

  /**
   * @param path Path below this reader.
   * @param fallback The provider's default.
   */
  text<T extends string | undefined>(path: string, fallback: T): Fact<string | T> {
    return this.fact<string | T>(path, fallback, "a text", (value) =>
      typeof value === "string" ? value : undefined,
    );
  }

  /**
   * A list, or one object where the provider takes one as well.
   *
   * @param path Path below this reader; empty for the value itself.
   */
  list(path = ""): Entries {
    const found = path === "" ? this : this.at(path);
    if (found.isUnknown) return { path: found.path, isUnknown: true, entries: [] };
    if (found.isAbsent) return { path: found.path, isUnknown: false, entries: [] };
    const values: readonly Value[] = Array.isArray(found.value)
      ? (found.value as readonly Value[])
      : [found.value as Value];
    const entries = values.map((value, index) => new Reader(value, `${found.path}[${index}]`));
    return { path: found.path, isUnknown: false, entries };
  }

  /**
   * A JSON document: inputs such as IAM policies are text that holds one, or plain objects.
   *
   * @param path Path below this reader.
   * @returns a reader over the parsed document; absent where it is not JSON
   */
  json(path: string): Reader {
    const found = this.at(path);
    if (typeof found.value !== "string") return found;
    try {
      return new Reader(JSON.parse(found.value) as Value, found.path);
    } catch {
      return new Reader(undefined, found.path);
    }
  }

  private fact<T extends boolean | number | string | undefined>(
    path: string,
    fallback: T,
    wanted: string,
    parse: (value: Value) => T | undefined,
  ): Fact<T> {
    const found = this.at(path);
    return new Fact<T>(found.path, foundAt(found, { fallback, wanted, parse }));
  }
}

function foundAt<T>(
  { value }: Reader,
  rule: { readonly fallback: T; readonly wanted: string; parse(value: Value): T | undefined },
): Found<T> {
  if (value === UNKNOWN) return { kind: "unknown" };
  if (value === undefined || value === null) return { kind: "default", value: rule.fallback };
  const parsed = rule.parse(value);
  return parsed === undefined
    ? { kind: "misfit", wanted: rule.wanted }
    : { kind: "given", value: parsed };
}

function joined(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  const spelled = /^[\w$-]+$/.test(key) ? key : `"${key}"`;
  return path === "" ? spelled : `${path}.${spelled}`;
}
