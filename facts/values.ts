/**
 * Plain values as the engine carries them, with one mark for what is not known yet.
 *
 * The policy pack, the cost estimate, the residency graph and the simulated clouds all look at
 * resources through this shape, so that "unknown" is a value that each of them must handle
 * and never an exception (docs/decisions/unknown-values.md).
 */

/** Marks a value that the engine will only know after a resource has been made. */
export const UNKNOWN: unique symbol = Symbol.for("podcast-platform/unknown");

/** The type of {@link UNKNOWN}. */
export type Unknown = typeof UNKNOWN;

/** A value without Outputs, secrets or proxies; `UNKNOWN` may stand at any depth. */
export type Value =
  null | boolean | number | string | Unknown | readonly Value[] | { readonly [key: string]: Value };

/** Named values: the inputs or outputs of a resource. */
export type Values = Readonly<Record<string, Value>>;

/**
 * The string by which the engine's protocol and its JSON files write an unknown value.
 * Source: `unknownValue` in the Pulumi SDK's runtime/rpc module.
 */
export const UNKNOWN_SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The keys that mark a secret in the engine's JSON files: `{[SECRET_KEY]: SECRET_SIGNATURE, …}`.
 * Source: `specialSigKey` and `specialSecretSig` in the Pulumi SDK's runtime/rpc module.
 */
export const SECRET_KEY = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Says whether a value is an object with named fields (not an array, not null).
 *
 * @param value Any value.
 */
export function isFields(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
