/** Address ranges that are the same in every cell. */
import { parseCidr, type Cidr } from "../analysis/cidr";

/** Private IPv4 space. Source: RFC 1918, 3. */
export const PRIVATE_RANGES: readonly Cidr[] = [
  parseCidr("10.0.0.0/8"),
  parseCidr("172.16.0.0/12"),
  parseCidr("192.168.0.0/16"),
];

/**
 * Range of the Services in a cluster. Source: Amazon EKS API Reference, KubernetesNetworkConfig:
 * private, /24 to /12, outside of the network; this one is the vendor's own second choice.
 */
export const SERVICE_CIDR = parseCidr("172.20.0.0/16");

/** Network of each site unless the stack file states another: one /16 a site, both reserved. */
export const NETWORK_DEFAULTS = {
  primary: parseCidr("10.0.0.0/16"),
  standby: parseCidr("10.1.0.0/16"),
} as const satisfies Record<"primary" | "standby", Cidr>;
