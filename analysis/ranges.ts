/** Sets of addresses and ports: what several rules allow together. */
import * as ipaddr from "ipaddr.js";

/** Addresses from `first` to `last`, both included. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Every port. Source: RFC 6335. */
export const ALL_PORTS: PortRange = { from: 0, to: 65535 };

/**
 * Ranges that the internet does not route to a host. Source: IANA, IPv4 and IPv6 Special-Purpose
 * Address Registries; multicast and reserved blocks included.
 */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/8",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
];

/**
 * More public addresses than any one organisation lets in by name: a /16 of IPv4, and of IPv6 the
 * /32 that a registry allocates to a provider. Own limit; RIPE-738 for the allocation size.
 */
const INTERNET_ADDRESSES = { 4: 1n << 16n, 6: 1n << 96n } as const;

/**
 * Reads a range or a single address. Host bits may be set: clouds take them and clear them.
 *
 * @param text Such as `10.0.0.0/8`, `10.0.0.1`, `2000::/3`.
 * @returns undefined where it is neither
 */
export function addressRange(text: string): AddressRange | undefined {
  const [address = "", bits, ...rest] = text.trim().split("/");
  if (
    rest.length > 0 ||
    !(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))
  ) {
    return undefined;
  }
  const parsed = ipaddr.parse(address);
  const version = parsed.kind() === "ipv4" ? 4 : 6;
  const width = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? width : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > width || bits === "") return undefined;
  const value = parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const size = 1n << BigInt(width - prefix);
  const first = value - (value % size);
  return { version, first, last: first + size - 1n };
}

/**
 * Merges ranges that touch or overlap: `0.0.0.0/1` and `128.0.0.0/1` become the whole of IPv4.
 *
 * @param ranges Ranges in any order, of both versions.
 */
export function union(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of ranges.toSorted(byFirst)) {
    const before = merged.at(-1);
    if (before?.version === range.version && range.first <= before.last + 1n) {
      merged[merged.length - 1] = { ...before, last: max(before.last, range.last) };
    } else merged.push(range);
  }
  return merged;
}

/**
 * The addresses of some ranges that are in none of others.
 *
 * @param ranges Ranges to keep.
 * @param without Ranges to take away.
 */
export function subtract(
  ranges: readonly AddressRange[],
  without: readonly AddressRange[],
): readonly AddressRange[] {
  return without.reduce<readonly AddressRange[]>(
    (left, hole) => left.flatMap((range) => cut(range, hole)),
    union(ranges),
  );
}

/**
 * The addresses that the internet routes.
 *
 * @param ranges Any ranges.
 */
export function publicPart(ranges: readonly AddressRange[]): readonly AddressRange[] {
  return subtract(ranges, RESERVED);
}

/**
 * Says whether ranges together let the internet in: not by their spelling but by how many public
 * addresses they hold. An office's range is no internet.
 *
 * @param ranges Any ranges.
 */
export function isInternet(ranges: readonly AddressRange[]): boolean {
  const open = publicPart(ranges);
  return ([4, 6] as const).some((version) => {
    const of = open.filter((range) => range.version === version);
    return (
      of.reduce((sum, { first, last }) => sum + last - first + 1n, 0n) > INTERNET_ADDRESSES[version]
    );
  });
}

/**
 * Says whether ranges hold public addresses at all.
 *
 * @param ranges Any ranges.
 */
export function hasPublic(ranges: readonly AddressRange[]): boolean {
  return publicPart(ranges).length > 0;
}

/**
 * @param ports A range of ports.
 * @param port A port.
 */
export function hasPort(ports: PortRange, port: number): boolean {
  return ports.from <= port && port <= ports.to;
}

const RESERVED: readonly AddressRange[] = NOT_PUBLIC.flatMap((text) => addressRange(text) ?? []);

function cut(range: AddressRange, hole: AddressRange): readonly AddressRange[] {
  if (hole.version !== range.version || hole.last < range.first || range.last < hole.first) {
    return [range];
  }
  return [
    ...(range.first < hole.first ? [{ ...range, last: hole.first - 1n }] : []),
    ...(hole.last < range.last ? [{ ...range, first: hole.last + 1n }] : []),
  ];
}

function byFirst(one: AddressRange, other: AddressRange): number {
  if (one.version !== other.version) return one.version - other.version;
  return one.first < other.first ? -1 : 1;
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
