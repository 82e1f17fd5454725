/** What the API server refuses of Services, network policies and budgets. */
import type { Value } from "../../../facts/values";
import type { Call, Rule } from "../../contract";
import { parseBlock, within } from "../cidr";
import { at, firstOf, given, list, num, on, rules, text, texts, when } from "../read";
import { invalid, quote } from "./objects";

const API = "Kubernetes API Reference";

function servicePortsFault(call: Call): string | undefined {
  const ports = list(call.inputs, "spec.ports");
  const keys = ports.map((one) => `${num(one, "port")}/${text(one, "protocol") ?? "TCP"}`);
  const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
  const nameless = ports.length > 1 ? ports.findIndex((one) => !given(one, "name")) : -1;
  return firstOf([
    when(twice >= 0, invalid(call, `spec.ports[${twice}]`, `Duplicate value: ${keys[twice]}`)),
    when(nameless >= 0, invalid(call, `spec.ports[${nameless}].name`, "Required value")),
  ]);
}

function blockFault(call: Call, path: string, block: Value): string | undefined {
  const cidr = text(block, "cidr");
  if (cidr === undefined || cidr.includes("::")) return undefined;
  if (parseBlock(cidr) === undefined)
    return invalid(
      call,
      `${path}.cidr`,
      `Invalid value: ${quote(cidr)}: must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
    );
  const out = texts(block, "except").find((one) => one === cidr || !within(one, cidr));
  return when(
    out !== undefined,
    invalid(
      call,
      `${path}.except`,
      `Invalid value: ${quote(out)}: must be a strict subset of \`cidr\``,
    ),
  );
}

function networkPolicyFault(call: Call): string | undefined {
  return firstOf(
    (["ingress", "egress"] as const).flatMap((way) =>
      list(call.inputs, `spec.${way}`).flatMap((rule, i) => [
        ...list(rule, way === "ingress" ? "from" : "to").map((peer) =>
          blockFault(call, `spec.${way}[${i}].ipBlock`, at(peer, "ipBlock") ?? null),
        ),
        ...list(rule, "ports").map((port) => {
          const [first, last] = [num(port, "port"), num(port, "endPort")];
          const isWrong =
            (first !== undefined && (first < 1 || first > 65535)) ||
            (first !== undefined && last !== undefined && last < first);
          return when(
            isWrong,
            invalid(
              call,
              `spec.${way}[${i}].ports.port`,
              `Invalid value: ${last ?? first}: must be between 1 and 65535, and endPort not below port`,
            ),
          );
        }),
      ]),
    ),
  );
}

/** Refusals of Services, network policies and budgets. */
export const TRAFFIC_RULES: readonly Rule[] = [
  ...rules(
    "Kubernetes documentation, Service, Multi-port Services",
    on("create update", ["kubernetes:core/v1:Service"]),
    { "service-ports": servicePortsFault },
  ),
  ...rules(
    `${API}, NetworkPolicy v1 networking.k8s.io, IPBlock and NetworkPolicyPort`,
    on("create update", ["kubernetes:networking.k8s.io/v1:NetworkPolicy"]),
    { "network-policy-blocks": networkPolicyFault },
  ),
  ...rules(
    `${API}, PodDisruptionBudget v1 policy`,
    on("create update", ["kubernetes:policy/v1:PodDisruptionBudget"]),
    {
      "disruption-budget-both": (call) =>
        when(
          given(call.inputs, "spec.minAvailable") && given(call.inputs, "spec.maxUnavailable"),
          invalid(
            call,
            "spec",
            "Invalid value: minAvailable and maxUnavailable cannot be both set",
          ),
        ),
    },
  ),
];
