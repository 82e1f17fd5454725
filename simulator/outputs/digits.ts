/** Digits that look random and are the same for the same words. */
import { createHash } from "node:crypto";

/** Base 36, as vendors make host labels and suffixes of ids. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * @param words What the digits stand for: account, region, type, id.
 * @param length How many hex digits, 64 at most.
 */
export function hexOf(words: readonly string[], length: number): string {
  return createHash("sha256").update(words.join("\n")).digest("hex").slice(0, length);
}

/**
 * @param words What the characters stand for.
 * @param length How many lower-case letters and digits, 32 at most.
 */
export function lettersOf(words: readonly string[], length: number): string {
  const bytes = createHash("sha256").update(words.join("\n")).digest();
  return [...bytes.subarray(0, length)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

/**
 * @param words What the number stands for.
 * @param digits How many decimal digits; the first is never zero.
 */
export function numberOf(words: readonly string[], digits: number): string {
  const bytes = createHash("sha256").update(words.join("\n")).digest();
  const [first = 0, ...rest] = bytes.subarray(0, digits);
  return `${(first % 9) + 1}${rest.map((byte) => byte % 10).join("")}`;
}

/**
 * @param words What the id stands for.
 * @returns A UUID in the form of version 4.
 */
export function uuidOf(words: readonly string[]): string {
  const hex = hexOf(words, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}
