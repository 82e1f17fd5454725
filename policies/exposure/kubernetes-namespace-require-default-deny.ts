/** A namespace that runs pods denies traffic that no policy allows. */
import { stackPolicy } from "../frame/policy";
import { valuesAt } from "../../analysis/references";
import type { ResourceView } from "../../analysis/resource";
import { UNKNOWN, isFields } from "../../facts/values";
import type { Stack } from "../frame/policy";
import { WORKLOAD_TYPES } from "../frame/pods";
import { Reader } from "../frame/reader";
import { violation } from "../frame/verdict";

const NETWORK_POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const NAMESPACE = "kubernetes:core/v1:Namespace";

/** The namespace by name, or by the resource that makes it while its name is not known. */
function namespaceOf(view: ResourceView, stack: Stack): string {
  const [value] = valuesAt(view.inputs, ["metadata", "namespace"]);
  const made = (view.dependencies.metadata ?? []).filter(
    (urn) => stack.byUrn(urn)?.type === NAMESPACE,
  );
  if (value === UNKNOWN) return made[0] === undefined ? "(unknown)" : nameOf(made[0], stack);
  return typeof value === "string" ? value : "default";
}

function nameOf(urn: string, stack: Stack): string {
  const namespace = stack.byUrn(urn);
  const [name] = namespace === undefined ? [] : valuesAt(namespace.inputs, ["metadata", "name"]);
  return typeof name === "string" ? name : urn;
}

/** Both directions of traffic, with the key of the rules and of their peers. */
const DIRECTIONS = [
  { type: "Ingress", rules: "ingress", peers: "from" },
  { type: "Egress", rules: "egress", peers: "to" },
] as const;

/** Selects every pod, concerns the direction, and admits nobody by an open rule. */
function denies(
  { inputs }: ResourceView,
  { type, rules, peers }: (typeof DIRECTIONS)[number],
): boolean {
  const spec = new Reader(inputs).at("spec");
  const selector = spec.at("podSelector").value;
  const everyPod =
    selector === undefined ||
    selector === null ||
    (isFields(selector) && Object.values(selector).every(isEmpty));
  const types = spec.list("policyTypes").entries.map(({ value }) => value);
  const given = spec.list(rules).entries;
  // Without policyTypes a policy concerns ingress always, and egress where it has rules for it.
  const concerns =
    types.length === 0 ? type === "Ingress" || given.length > 0 : types.includes(type);
  return everyPod && concerns && !given.some((rule) => rule.list(peers).entries.length === 0);
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((part) =>
    Array.isArray(part) ? part.length === 0 : isEmpty(part),
  );
}

/**
 * Without a NetworkPolicy that selects every pod, pods of a namespace talk to and hear from
 * everyone. Source: Kubernetes documentation, "Network Policies", Default policies; seed, Network
 * Policies: "Pod-to-pod communication restricted by namespace".
 */
export const exposureKubernetesNamespaceRequireDefaultDeny = stackPolicy({
  name: "exposure-kubernetes-namespace-require-default-deny",
  description: "A namespace that runs pods denies traffic that no policy allows.",
  types: WORKLOAD_TYPES,
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: {
    good: "a NetworkPolicy with podSelector: {}",
    bad: "no NetworkPolicy in the namespace",
  },
  judge: (stack) => {
    const [ingress, egress] = DIRECTIONS.map(
      (direction) =>
        new Set(
          stack
            .ofType(NETWORK_POLICY)
            .filter((view) => denies(view, direction))
            .map((view) => namespaceOf(view, stack)),
        ),
    );
    const seen = new Set<string>();
    return stack.ofType(...WORKLOAD_TYPES).flatMap((resource) => {
      const namespace = namespaceOf(resource, stack);
      const denied = ingress?.has(namespace) === true && egress?.has(namespace) === true;
      if (denied || seen.has(namespace)) return [];
      seen.add(namespace);
      const message = `metadata.namespace ${namespace} has no NetworkPolicy that denies by default; add one with an empty podSelector and policyTypes Ingress and Egress.`;
      return [{ resource, verdict: violation("metadata.namespace", message) }];
    });
  },
});
