/** Arithmetic on address ranges, IPv4 and IPv6 alike, on exact integers. */
import * as ipaddr from "ipaddr.js";

declare const cidrBrand: unique symbol;

/** An address range in CIDR notation, host bits zero, lower case; made only by {@link parseCidr}. */
export type Cidr = string & { readonly [cidrBrand]: true };

/** Version of the Internet protocol. */
export type IpVersion = 4 | 6;

/** Bits of an address. Source: RFC 791 and RFC 8200. */
const ADDRESS_BITS = { 4: 32, 6: 128 } as const satisfies Record<IpVersion, number>;

interface Range {
  readonly version: IpVersion;
  readonly first: bigint;
  readonly prefixBits: number;
}

function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function addressOf(version: IpVersion, value: bigint): string {
  const bytes = Array.from({ length: ADDRESS_BITS[version] / 8 }, (_, index) =>
    Number((value >> BigInt(ADDRESS_BITS[version] - 8 * (index + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

function hostBits(range: Range): bigint {
  return BigInt(ADDRESS_BITS[range.version] - range.prefixBits);
}

function write(range: Range): Cidr {
  return `${addressOf(range.version, range.first)}/${range.prefixBits}` as Cidr;
}

function read(cidr: string): Range | string {
  // ipaddr.js also takes octal, hexadecimal and short IPv4 forms, which clouds read differently.
  const v4 = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(cidr) && !/(^|\.)0\d/.test(cidr);
  const v6 = cidr.includes(":") && /^[0-9a-fA-F:.]+\/\d{1,3}$/.test(cidr);
  if ((!v4 && !v6) || !ipaddr.isValidCIDR(cidr)) {
    return "is not an address range; write it as address/bits, such as 10.0.0.0/16";
  }
  const [address, prefixBits] = ipaddr.parseCIDR(cidr);
  const version = address.kind() === "ipv4" ? 4 : 6;
  const range = { version, first: numberOf(address.toByteArray()), prefixBits } as const;
  const network = (range.first >> hostBits(range)) << hostBits(range);
  if (network !== range.first) {
    return `has bits set beyond its prefix; the range is ${write({ ...range, first: network })}`;
  }
  return range;
}

function rangeOf(cidr: Cidr): Range {
  const range = read(cidr);
  if (typeof range === "string") throw new Error(`${cidr} ${range}`);
  return range;
}

function lastOf(range: Range): bigint {
  return range.first + (1n << hostBits(range)) - 1n;
}

/**
 * Says what is wrong with a range, for a message that lists many problems.
 *
 * @param text Any string.
 * @returns undefined if it is a range, else a phrase that follows the text in a sentence.
 */
export function cidrProblem(text: string): string | undefined {
  const range = read(text);
  return typeof range === "string" ? range : undefined;
}

/**
 * Reads an address range.
 *
 * @param text A range such as `10.0.0.0/16` or `2001:db8::/32`, without host bits.
 * @throws Error if it is not a range, or names an address inside of one.
 */
export function parseCidr(text: string): Cidr {
  const range = read(text);
  if (typeof range === "string") throw new Error(`${text} ${range}`);
  return write(range);
}

/**
 * The version of a range.
 *
 * @param cidr A range.
 */
export function ipVersion(cidr: Cidr): IpVersion {
  return rangeOf(cidr).version;
}

/**
 * The number of fixed bits: 16 in `10.0.0.0/16`.
 *
 * @param cidr A range.
 */
export function prefixBits(cidr: Cidr): number {
  return rangeOf(cidr).prefixBits;
}

/**
 * How many addresses a range has, the network's own and the broadcast address included.
 *
 * @param cidr A range.
 */
export function addressCount(cidr: Cidr): bigint {
  return 1n << hostBits(rangeOf(cidr));
}

/**
 * The lowest address of a range.
 *
 * @param cidr A range.
 */
export function firstAddress(cidr: Cidr): string {
  const range = rangeOf(cidr);
  return addressOf(range.version, range.first);
}

/**
 * The highest address of a range.
 *
 * @param cidr A range.
 */
export function lastAddress(cidr: Cidr): string {
  const range = rangeOf(cidr);
  return addressOf(range.version, lastOf(range));
}

/**
 * Says whether every address of `inner` is in `outer`; never true across versions.
 *
 * @param outer The range that contains.
 * @param inner The range that is contained.
 */
export function contains(outer: Cidr, inner: Cidr): boolean {
  const [a, b] = [rangeOf(outer), rangeOf(inner)];
  return a.version === b.version && a.first <= b.first && lastOf(b) <= lastOf(a);
}

/**
 * Says whether two ranges share an address; never true across versions.
 *
 * @param one A range.
 * @param other Another range.
 */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return contains(one, other) || contains(other, one);
}

/**
 * Cuts a range into equal parts and takes one of them.
 *
 * @param block The range to cut.
 * @param bits Prefix of each part: 19 cuts a /16 into eight.
 * @param index Which part, from 0.
 * @throws Error if the part would lie outside of the range.
 */
export function subnetAt(block: Cidr, bits: number, index: number): Cidr {
  const range = rangeOf(block);
  const parts = 1n << BigInt(Math.max(0, bits - range.prefixBits));
  const fits = bits >= range.prefixBits && bits <= ADDRESS_BITS[range.version];
  if (!fits || index < 0 || BigInt(index) >= parts) {
    throw new Error(`${block} has no part number ${index} of prefix /${bits}`);
  }
  const step = 1n << BigInt(ADDRESS_BITS[range.version] - bits);
  return write({ ...range, first: range.first + BigInt(index) * step, prefixBits: bits });
}
