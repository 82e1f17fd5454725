/** No firewall rule lets the internet reach databases or administration. */
import { resourcePolicy } from "../frame/policy";
import { hasPort } from "../../analysis/ranges";
import { GUARDED_PORTS } from "../../facts/ports";
import { limitedRanges } from "../frame/ranges";
import type { Reader } from "../frame/reader";
import { undecided } from "../frame/verdict";

/** Protocols without ports. Source: IANA Protocol Numbers. */
const PORTLESS = new Set(["icmp", "1", "58", "esp", "ah", "ipip"]);

function reachesGuarded(allow: Reader): boolean {
  if (PORTLESS.has(allow.text("protocol", "all").value ?? "all")) return false;
  const ports = allow.list("ports");
  if (ports.isUnknown || ports.entries.length === 0) return true;
  return ports.entries.some(({ value }) => {
    if (typeof value !== "string" && typeof value !== "number") return true;
    const [from = Number.NaN, to = from] = String(value).split("-").map(Number);
    return [...GUARDED_PORTS.keys()].some((port) => hasPort({ from, to }, port));
  });
}

/**
 * A rule without sources admits everyone; an allowed protocol without ports allows all of them.
 * Source: VPC documentation, "VPC firewall rules".
 */
export const exposureGcpFirewallForbidInternetToGuardedPorts = resourcePolicy({
  name: "exposure-gcp-firewall-forbid-internet-to-guarded-ports",
  description: "No firewall rule lets the internet reach databases or administration.",
  types: ["gcp:compute/firewall:Firewall"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: {
    good: 'sourceRanges: ["10.0.0.0/8"]',
    bad: 'sourceRanges: ["0.0.0.0/0"], ports: ["5432"]',
  },
  judge: (rule) => {
    if (rule.at("direction").value === "EGRESS" || rule.bool("disabled", false).value === true)
      return [];
    const bySource = ["sourceTags", "sourceServiceAccounts"].some((key) => !rule.at(key).isAbsent);
    const ranges = rule.list("sourceRanges");
    if (bySource && !ranges.isUnknown && ranges.entries.length === 0) return [];
    const allows = rule.list("allows");
    if (allows.isUnknown) return undecided(allows.path);
    const guarded = allows.entries.filter(reachesGuarded);
    return guarded.length === 0
      ? []
      : limitedRanges(
          ranges,
          `allow private ranges or source tags only, since ${guarded.map(({ path }) => path).join(", ")} opens ports of databases or administration`,
        );
  },
});
