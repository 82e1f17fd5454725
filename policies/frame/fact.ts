/** One input of a resource, read with its provider default, and what may be demanded of it. */
import { OK, undecided, violation } from "./verdict";
import type { Verdict } from "./verdict";

/** What was found at a path. */
export type Found<T> =
  | { readonly kind: "given"; readonly value: T }
  /** Left out: the provider's default counts, good or bad. */
  | { readonly kind: "default"; readonly value: T }
  | { readonly kind: "unknown" }
  /** Something of another type. */
  | { readonly kind: "misfit"; readonly wanted: string };

/** A fact with its path, so that every complaint says where. */
export class Fact<T extends boolean | number | string | undefined> {
  constructor(
    readonly path: string,
    readonly found: Found<T>,
  ) {}

  /** The value, or undefined while it is unknown or of a wrong type. */
  get value(): T | undefined {
    return this.found.kind === "given" || this.found.kind === "default"
      ? this.found.value
      : undefined;
  }

  /** True while only the engine can know it. */
  get isUnknown(): boolean {
    return this.found.kind === "unknown";
  }

  /**
   * @param expected The one good value.
   * @param mend The change that mends it, as in "set it to true".
   */
  mustBe(expected: T, mend: string): Verdict {
    return this.must((value) => value === expected, mend);
  }

  /**
   * @param expected The good values.
   * @param mend The change that mends it.
   */
  mustBeOneOf(expected: readonly T[], mend: string): Verdict {
    return this.must((value) => expected.includes(value), mend);
  }

  /**
   * Demands that a value is there, whatever it is: the form for keys and names, which are often
   * unknown before they exist.
   *
   * @param mend The change that mends it.
   */
  mustBeSet(mend: string): Verdict {
    if (this.found.kind === "unknown") return OK;
    return this.must((value) => value !== undefined && value !== "", mend);
  }

  /**
   * @param holds The demand on a known value.
   * @param mend The change that mends it.
   */
  must(holds: (value: T) => boolean, mend: string): Verdict {
    switch (this.found.kind) {
      case "given":
        return holds(this.found.value)
          ? OK
          : violation(this.path, `${this.path} is ${shown(this.found.value)}; ${mend}.`);
      case "default":
        return holds(this.found.value) ? OK : violation(this.path, this.omission(mend));
      case "misfit":
        return violation(this.path, `${this.path} is not ${this.found.wanted}; ${mend}.`);
      case "unknown":
        return undecided(this.path);
    }
  }

  private omission(mend: string): string {
    const value = this.found.kind === "default" ? this.found.value : undefined;
    const meaning = value === undefined ? "" : `, which means ${shown(value)}`;
    return `${this.path} is not set${meaning}; ${mend}.`;
  }
}

/** Texts are shown only when they look like a setting: a secret must never reach a message. */
const SETTING = /^[A-Za-z][A-Za-z0-9_:. -]{0,39}$/;

function shown(value: boolean | number | string | undefined): string {
  if (typeof value !== "string") return String(value);
  return SETTING.test(value) ? `"${value}"` : "not an allowed value";
}
