/** No security group lets the internet reach databases or administration. */
import { stackPolicy } from "../frame/policy";
import { hasPort, hasPublic, isInternet } from "../../analysis/ranges";
import { SECURITY_GROUP_TYPES, ingressOf } from "../../analysis/reachability/security-groups";
import type { Ingress } from "../../analysis/reachability/security-groups";
import { References } from "../../analysis/references";
import { GUARDED_PORTS } from "../../facts/ports";
import type { Finding } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

/** A rule that opens everything would name every port; the reader needs a few. */
const SHOWN_PORTS = 3;

function judge(references: References): readonly Finding[] {
  const ingress = ingressOf(references);
  const groups = new Map<string, Ingress[]>();
  for (const rule of ingress) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule]);
  return [...groups.values()].flatMap((rules) => rules.flatMap((rule) => findingOf(rule, rules)));
}

function findingOf(rule: Ingress, rules: readonly Ingress[]): readonly Finding[] {
  const { resource, path } = rule;
  const open = [...GUARDED_PORTS].filter(([port]) => opens(rule, rules, port));
  if (open.length > 0 && rule.ports !== undefined) {
    const where = path === "" ? "the rule" : path;
    const message = `${where} lets the internet reach ${named(open)}; allow a security group or private ranges instead.`;
    return [{ resource, verdict: violation(path, message) }];
  }
  if (open.length > 0) return [{ resource, verdict: undecided(at(path, "fromPort")) }];
  const guarded = rule.ports === undefined || touchesGuarded(rule.ports);
  return guarded && rule.openPath !== undefined
    ? [{ resource, verdict: undecided(rule.openPath) }]
    : [];
}

function opens(rule: Ingress, rules: readonly Ingress[], port: number): boolean {
  const reaches = ({ ports }: Ingress): boolean => ports === undefined || hasPort(ports, port);
  if (!reaches(rule) || !hasPublic(rule.ranges)) return false;
  const others = rules.filter((other) => other.ports !== undefined || other === rule);
  return isInternet(others.filter(reaches).flatMap(({ ranges }) => ranges));
}

function touchesGuarded(ports: NonNullable<Ingress["ports"]>): boolean {
  return [...GUARDED_PORTS.keys()].some((port) => hasPort(ports, port));
}

function named(open: readonly (readonly [number, string])[]): string {
  const shown = open.slice(0, SHOWN_PORTS).map(([port, what]) => `${port} (${what})`);
  const rest = open.length - shown.length;
  return `port ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function at(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/**
 * All rules of a group count together, inline and separate, over both versions of IP: two halves
 * of the internet are the internet. Source: Amazon EC2 User Guide, "Security group rules".
 */
export const exposureSecurityGroupForbidInternetToGuardedPorts = stackPolicy({
  name: "exposure-security-group-forbid-internet-to-guarded-ports",
  description: "No security group lets the internet reach databases or administration.",
  types: SECURITY_GROUP_TYPES,
  frameworks: ["SOC 2 CC6.6", "CIS AWS 5.2", "CIS AWS 5.3"],
  example: { good: "5432 from a security group", bad: "5432 from 0.0.0.0/1 and 128.0.0.0/1" },
  judge: (stack) => judge(new References(stack.resources)),
  // Rules of other resources can only open more, so what one resource opens alone is open.
  judgeResource: (_inputs, { view }) =>
    judge(new References([view])).flatMap(({ verdict }) =>
      verdict.kind === "violation" ? [verdict] : [],
    ),
});
