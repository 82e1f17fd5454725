/** Host names of a cell. */
import type { Hosts } from "./types";

/**
 * The hosts of a cell: one label below its domain, since neither the edge's own certificate nor
 * the origin's wildcard covers two. Source: Cloudflare documentation, SSL/TLS, "Universal SSL",
 * Limitations; RFC 6125, 6.4.3.
 *
 * @param domain The cell's domain.
 */
export function hostsOf(domain: string): Hosts {
  return { root: domain, api: `api.${domain}`, app: `app.${domain}`, auth: `auth.${domain}` };
}
