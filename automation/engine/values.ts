/** Reads values as the engine's JSON writes them: unknowns, secrets, assets. */
import {
  SECRET_KEY,
  SECRET_SIGNATURE,
  UNKNOWN,
  UNKNOWN_SENTINEL,
  type Value,
  type Values,
} from "../../facts/values";

/**
 * @param raw A value from an event, a state file or a preview document.
 * @returns The value with {@link UNKNOWN} where the engine does not know it, or where a secret is
 *   closed: neither may be taken for a value.
 */
export function toValue(raw: unknown): Value {
  if (raw === UNKNOWN_SENTINEL || raw === "[secret]") return UNKNOWN;
  if (raw === null || raw === undefined) return null;
  if (typeof raw === "string" || typeof raw === "number" || typeof raw === "boolean") return raw;
  if (Array.isArray(raw)) return raw.map(toValue);
  if (typeof raw !== "object") return UNKNOWN;
  const fields = Object.entries(raw);
  return SECRET_KEY in raw ? opened(Object.fromEntries(fields)) : toValues(raw);
}

/**
 * @param raw Named values of a resource.
 * @default raw {} where the engine writes null
 */
export function toValues(raw: unknown): Values {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([key]) => key !== "__defaults")
      .map(([key, value]) => [key, toValue(value)]),
  );
}

/** `{signature, plaintext: JSON}` is an open secret, `{signature, ciphertext}` a closed one. */
function opened(envelope: Readonly<Record<string, unknown>>): Value {
  const { plaintext } = envelope;
  if (envelope[SECRET_KEY] !== SECRET_SIGNATURE || typeof plaintext !== "string") return UNKNOWN;
  try {
    return toValue(JSON.parse(plaintext));
  } catch {
    return plaintext;
  }
}
