/** Who may talk to the gateway, and to whom it talks. */
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import type { networking } from "@pulumi/kubernetes/types/input";
import type { Input, Resource } from "@pulumi/pulumi";
import { ENVOY_GATEWAY, GATEWAY_PORTS } from "../../../plan/operators/envoy-gateway";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import {
  GATEWAY_NAMESPACE,
  NamespacePolicies,
  namespaceNamed,
  ranges,
  storeRanges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import { workloadLabels } from "../../compute/kubernetes/workload";
import { CACHE_PORT, type Where } from "../../contract";
import { PORTS } from "../../identity/kubernetes/names";
import { GATEWAY_PORT } from "./names";

/** Ranges that are no internet. Source: RFC 1918, RFC 3927, RFC 6598. */
const NOT_INTERNET = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];

/** Where the load balancer's own addresses are. */
function balancerRanges({ site }: Where): readonly string[] {
  return site.network.subnets.filter(({ tier }) => tier === "public").map(({ cidr }) => cidr);
}

/** The API's pods, in the application's namespace. */
function application({ site }: Where): networking.v1.NetworkPolicyEgressRule {
  const api = site.compute.workloads.find(({ role }) => role === "api");
  if (api?.port === undefined) throw new Error("workloads has none of role api with a port");
  const pods = { podSelector: { matchLabels: workloadLabels(api) } };
  return { to: [{ ...namespaceNamed(site.compute.namespace), ...pods }], ports: tcp(api.port) };
}

/** The cell's own issuer of tokens, where it has one. */
function issuer({ site }: Where): readonly networking.v1.NetworkPolicyEgressRule[] {
  const { source } = site.identity;
  if (source.kind === "external") return [];
  return [{ to: [namespaceNamed(source.namespace)], ports: tcp(PORTS.https) }];
}

/**
 * The gateway's namespace: the load balancer calls in; the proxies call the API, their controller,
 * the counting service, and the issuer of tokens for its keys.
 *
 * @param where The component that owns the policies.
 * @param namespace The gateway's namespace.
 */
export function gatewayPolicies(where: Where, namespace: Input<string>): readonly NetworkPolicy[] {
  const policies = new NamespacePolicies(where, { key: GATEWAY_NAMESPACE, name: namespace });
  const { configuration, counting } = GATEWAY_PORTS;
  policies.lay(
    "proxies",
    {},
    {
      ingress: [{ from: ranges(balancerRanges(where)), ports: tcp(GATEWAY_PORT) }],
      egress: [
        application(where),
        ...issuer(where),
        {
          to: [namespaceNamed(ENVOY_GATEWAY)],
          ports: [...tcp(configuration), ...tcp(counting)],
        },
        { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: NOT_INTERNET } }], ports: tcp(443) },
      ],
    },
  );
  return policies.laid;
}

/**
 * What the operator's namespace needs beside what every operator has: proxies call in, and the
 * counting service reaches its store.
 *
 * @param where The component that owns the policies.
 * @param after What makes the namespace.
 */
export function operatorWays(where: Where, after: readonly Resource[]): readonly NetworkPolicy[] {
  const { configuration, counting } = GATEWAY_PORTS;
  const spec: networking.v1.NetworkPolicySpec = {
    podSelector: {},
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [namespaceNamed(GATEWAY_NAMESPACE)],
        ports: [...tcp(configuration), ...tcp(counting)],
      },
    ],
    egress: [{ to: ranges(storeRanges(where)), ports: tcp(CACHE_PORT) }],
  };
  const metadata = { name: "proxies-and-counters", namespace: ENVOY_GATEWAY };
  return [
    new NetworkPolicy(
      objectName(where, "operator-ways"),
      { metadata, spec },
      objectOptions(where, after),
    ),
  ];
}
