/** IPv4 blocks, as far as the clouds' refusals need them. */

/** A block of IPv4 addresses. */
export interface Block {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

/**
 * Reads a block such as `10.0.0.0/16`.
 *
 * @param cidr The block as text.
 * @returns Undefined where it is not an IPv4 block, or where host bits are set.
 */
export function parseBlock(cidr: string | undefined): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr ?? "");
  if (match === null) return undefined;
  const parts = match.slice(1, 5).map(Number);
  const prefix = Number(match[5]);
  if (prefix > 32 || parts.some((part) => part > 255)) return undefined;
  const first = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - prefix);
  return first % size === 0 ? { first, last: first + size - 1, prefix } : undefined;
}

/** Whether two blocks share an address; false where one of them is no block. */
export function overlap(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [parseBlock(one), parseBlock(other)];
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

/** Whether a block lies within another; false where one of them is no block. */
export function within(inner: string | undefined, outer: string | undefined): boolean {
  const [a, b] = [parseBlock(inner), parseBlock(outer)];
  return a !== undefined && b !== undefined && b.first <= a.first && a.last <= b.last;
}

/**
 * Blocks that are not routed on the internet.
 * Source: RFC 1918, Address Allocation for Private Internets; RFC 6598, Shared Address Space.
 */
export const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
