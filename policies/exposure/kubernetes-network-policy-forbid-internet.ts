/** No NetworkPolicy lets the internet in to data ports, or to all of them. */
import { resourcePolicy } from "../frame/policy";
import { addressRange, hasPort, isInternet, subtract } from "../../analysis/ranges";
import { DATA_PORTS } from "../../facts/ports";
import type { Reader } from "../frame/reader";
import { every, undecided, violation } from "../frame/verdict";
import type { Verdicts } from "../frame/verdict";

function opensGuarded(rule: Reader): boolean {
  const ports = rule.list("ports");
  if (ports.isUnknown || ports.entries.length === 0) return true;
  return ports.entries.some((entry) => {
    const from = entry.at("port").value;
    if (typeof from !== "number") return from === undefined || typeof from === "symbol";
    const to = entry.number("endPort", from).value ?? from;
    return Object.keys(DATA_PORTS).some((port) => hasPort({ from, to }, Number(port)));
  });
}

function judgeSources(rule: Reader): Verdicts {
  const sources = rule.list("from");
  if (sources.isUnknown) return undecided(sources.path);
  const blocks = sources.entries.filter((source) => !source.at("ipBlock").isAbsent);
  const ranges = blocks.flatMap((source) =>
    subtract(
      rangesIn(source.at("ipBlock.cidr")),
      source.list("ipBlock.except").entries.flatMap(rangesIn),
    ),
  );
  if (isInternet(ranges)) {
    return violation(
      sources.path,
      `${sources.path} lets the internet in; name pods, or ranges of the network.`,
    );
  }
  return blocks
    .map((source) => source.at("ipBlock.cidr"))
    .filter(({ isUnknown }) => isUnknown)
    .map(({ path }) => undecided(path));
}

function rangesIn({ value }: Reader): readonly NonNullable<ReturnType<typeof addressRange>>[] {
  const range = typeof value === "string" ? addressRange(value) : undefined;
  return range === undefined ? [] : [range];
}

/**
 * Blocks of one rule count together, less their exceptions; a rule without ports opens all of
 * them. Source: Kubernetes documentation, "Network Policies", Behavior of ipBlock selectors.
 */
export const exposureKubernetesNetworkPolicyForbidInternet = resourcePolicy({
  name: "exposure-kubernetes-network-policy-forbid-internet",
  description: "No NetworkPolicy lets the internet in to data ports, or to all of them.",
  types: ["kubernetes:networking.k8s.io/v1:NetworkPolicy"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "from: podSelector", bad: "from: ipBlock 0.0.0.0/0 to 5432" },
  judge: (policy) => {
    const rules = policy.list("spec.ingress");
    if (rules.isUnknown) return undecided(rules.path);
    return every(...rules.entries.filter(opensGuarded).map(judgeSources));
  },
});
