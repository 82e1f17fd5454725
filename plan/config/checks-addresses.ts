/** Address ranges of a cell: of the right size, private where they must be, and never twice. */
import {
  contains,
  overlaps,
  parseCidr,
  prefixBits,
  ipVersion,
  type Cidr,
} from "../../analysis/cidr";
import { DATA_PREFIX_BITS } from "../tenancy/subnets";
import { NETWORK_DEFAULTS, PRIVATE_RANGES, SERVICE_CIDR } from "../ranges";
import type { Problem } from "./problems";
import { at, cidrAt, listAt } from "./raw";

interface Named {
  readonly key: string;
  readonly what: string;
  readonly cidr: Cidr;
  /** A default or a constant: the fault is then said of the key that was written. */
  readonly fixed: boolean;
}

function siteRange(raw: unknown, role: "primary" | "standby"): readonly Named[] {
  const key = `network.${role}Cidr`;
  const written = cidrAt(raw, key);
  if (written === undefined && at(raw, key) !== undefined) return [];
  const cidr = written ?? NETWORK_DEFAULTS[role];
  const what = `${key}${written === undefined ? ", by default" : ""} ${cidr}`;
  return [{ key, what, cidr, fixed: written === undefined }];
}

function tenantRanges(raw: unknown): readonly Named[] {
  return listAt(raw, "enterpriseTenants").flatMap((tenant, index) => {
    const cidr = cidrAt(tenant, "dataCidr");
    const key = `enterpriseTenants.${index}.dataCidr`;
    return cidr === undefined ? [] : [{ key, what: `${key} ${cidr}`, cidr, fixed: false }];
  });
}

function overlapping(ranges: readonly Named[]): readonly Problem[] {
  return ranges.flatMap((range, index) =>
    ranges.slice(0, index).flatMap((earlier) => {
      if (!overlaps(range.cidr, earlier.cidr) || (range.fixed && earlier.fixed)) return [];
      const [blamed, other] = range.fixed ? [earlier, range] : [range, earlier];
      const wrong = `overlaps ${other.what}`;
      const allowed = "a range that no other network of the cell uses";
      return [{ key: blamed.key, wrong, got: blamed.cidr, allowed }];
    }),
  );
}

function sized(raw: unknown): readonly Problem[] {
  return ["network.primaryCidr", "network.standbyCidr"].flatMap((key) => {
    const cidr = cidrAt(raw, key);
    if (cidr === undefined || (ipVersion(cidr) === 4 && prefixBits(cidr) === 16)) return [];
    return [{ key, wrong: "is no /16", got: cidr, allowed: "a private /16, such as 10.0.0.0/16" }];
  });
}

/** A tenant's data network is a VPC that is cut into a subnet for each of four zones. */
function tenantSized(raw: unknown): readonly Problem[] {
  const { widest, narrowest } = DATA_PREFIX_BITS;
  return tenantRanges(raw)
    .filter(({ cidr }) => {
      const bits = prefixBits(cidr);
      return ipVersion(cidr) !== 4 || bits < widest || bits > narrowest;
    })
    .map(({ key, cidr }) => ({
      key,
      wrong: "is no size for a tenant's data network",
      got: cidr,
      allowed: `a private /${widest} to /${narrowest}, such as 10.64.0.0/20`,
    }));
}

function inPrivate(ranges: readonly Named[]): readonly Problem[] {
  return ranges
    .filter(({ cidr }) => !PRIVATE_RANGES.some((range) => contains(range, cidr)))
    .map(({ key, cidr }) => ({
      key,
      wrong: "is not private",
      got: cidr,
      allowed: `a range inside of ${PRIVATE_RANGES.join(", ")} (RFC 1918)`,
    }));
}

/**
 * Judges the networks of a cell: primary, standby, Services and enterprise tenants' data networks.
 *
 * @param raw Values by key, without the namespace.
 */
export function checkAddresses(raw: unknown): readonly Problem[] {
  const services = {
    key: "network",
    what: `the range of Kubernetes Services ${SERVICE_CIDR}`,
    cidr: SERVICE_CIDR,
    fixed: true,
  };
  const written = [
    ...siteRange(raw, "primary"),
    ...siteRange(raw, "standby"),
    ...tenantRanges(raw),
  ];
  return [
    ...sized(raw),
    ...tenantSized(raw),
    ...inPrivate(written.filter((range) => !range.fixed)),
    ...overlapping([services, ...written]),
  ];
}

/**
 * Widest range that may reach an API server. A company's own addresses are rarely more than these,
 * and two halves of the internet must not pass where the whole is refused.
 */
const WIDEST_PREFIX_BITS = { 4: 16, 6: 32 } as const;

/** Reaches the API server from nowhere. Source: Amazon EKS User Guide, Cluster API server endpoint. */
const NEVER_PUBLIC = [...PRIVATE_RANGES, parseCidr("100.64.0.0/10"), parseCidr("169.254.0.0/16")];

/**
 * Judges who may reach the API server from outside.
 *
 * @param raw Values by key, without the namespace.
 */
export function checkAccess(raw: unknown): readonly Problem[] {
  const ranges = listAt(raw, "access.apiServerCidrs").flatMap((_, index) => {
    const key = `access.apiServerCidrs.${index}`;
    const cidr = cidrAt(raw, key);
    return cidr === undefined ? [] : [{ key, what: `${key} ${cidr}`, cidr, fixed: false }];
  });
  const wide = ranges.filter(({ cidr }) => prefixBits(cidr) < WIDEST_PREFIX_BITS[ipVersion(cidr)]);
  const inner = ranges.filter(({ cidr }) => NEVER_PUBLIC.some((range) => contains(range, cidr)));
  const missing = at(raw, "access.runner") === "allow-listed" && ranges.length === 0;
  const narrow = `at most a /${WIDEST_PREFIX_BITS[4]} (IPv4) or a /${WIDEST_PREFIX_BITS[6]} (IPv6)`;
  return [
    ...wide.map(({ key, cidr }) => ({
      key,
      wrong: "opens the API server to too much of the internet",
      got: cidr,
      allowed: narrow,
    })),
    ...inner.map(({ key, cidr }) => ({
      key,
      wrong: "is private, and the public endpoint never sees it",
      got: cidr,
      allowed: "public ranges of the runners",
    })),
    ...overlapping(ranges),
    ...(missing && listAt(raw, "access.apiServerCidrs").length === 0
      ? [
          {
            key: "access.apiServerCidrs",
            wrong: "is empty, and access.runner is allow-listed",
            allowed: "at least one range, or access.runner vpc",
          },
        ]
      : []),
  ];
}
