/** Who may talk to whom inside the cluster: nobody, but for the ways listed here. */
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import type { meta, networking } from "@pulumi/kubernetes/types/input";
import type { Input } from "@pulumi/pulumi";
import type { OperatorPlan, WorkloadPlan } from "../../../plan/cell";
import { CNPG } from "../../../plan/operators/cnpg";
import { tenantRange } from "../../../plan/tenancy/subnets";
import { CACHE_PORT, DATABASE_PORT } from "../../contract";
import { SYSTEM_NAMESPACE, type Where, objectName, objectOptions } from "./ground";
import { POOLER, POOLER_LABELS, POOLER_PORT } from "./pooler";
import { workloadLabels } from "./workload";

/** Namespace of the gateway, the one way in for users. */
export const GATEWAY_NAMESPACE = "gateway";

/** Ranges that are no internet. Source: RFC 1918, RFC 3927, RFC 6598. */
const NOT_INTERNET = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
] as const;

/**
 * Where a pod fetches the credentials of its role: a link-local address of its node.
 * Source: Amazon EKS User Guide, "EKS Pod Identities", considerations.
 */
export const CREDENTIALS = { cidr: "169.254.170.23/32", port: 80 } as const;

/**
 * Ports on which the operator of databases reaches each instance: SQL, and its state.
 * Source: CloudNativePG, "Networking".
 */
export const INSTANCE_PORTS = [DATABASE_PORT, 8000] as const;

type Rules = Pick<networking.v1.NetworkPolicySpec, "egress" | "ingress" | "policyTypes">;

/** Everything that is not ours. */
export const INTERNET: networking.v1.NetworkPolicyPeer = {
  ipBlock: { cidr: "0.0.0.0/0", except: [...NOT_INTERNET] },
};

/** Every pod of a namespace. */
const EVERY_POD = {};

/**
 * A namespace by the label that the API server gives it.
 *
 * @param name Its name.
 */
export function namespaceNamed(name: string): networking.v1.NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } };
}

/**
 * Pods of the same namespace.
 *
 * @param labels What they are known by.
 */
export function podsWith(
  labels: Readonly<Record<string, string>>,
): networking.v1.NetworkPolicyPeer {
  return { podSelector: { matchLabels: labels } };
}

/**
 * One TCP port.
 *
 * @param port Which.
 */
export function tcp(port: number): networking.v1.NetworkPolicyPort[] {
  return [{ protocol: "TCP", port }];
}

const DNS: networking.v1.NetworkPolicyPort[] = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];

/** The policies of one namespace: closed both ways but for DNS, then opened way by way. */
export class NamespacePolicies {
  /** All policies that were laid, for pods to wait for. */
  readonly laid: NetworkPolicy[] = [];

  /**
   * @param where The component that owns them.
   * @param namespace Which namespace.
   */
  constructor(
    private readonly where: Where,
    private readonly namespace: NamespaceRef,
  ) {
    // Not by empty lists: an API server drops them, and each apply would be a change.
    this.lay("default-deny", EVERY_POD, { policyTypes: ["Ingress", "Egress"] });
    const nameServers = { podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
    this.lay("allow-dns", EVERY_POD, {
      egress: [{ to: [{ ...namespaceNamed(SYSTEM_NAMESPACE), ...nameServers }], ports: DNS }],
    });
  }

  /**
   * Opens ways for some pods. A direction without rules stays as it was.
   *
   * @param key What the policy is for; its name.
   * @param podSelector Whose.
   * @param rules The ways.
   */
  lay(key: string, podSelector: meta.v1.LabelSelector, rules: Rules): void {
    const policy = new NetworkPolicy(
      objectName(this.where, this.namespace.key, key),
      {
        metadata: { name: key, namespace: this.namespace.name },
        spec: { podSelector, policyTypes: directionsOf(rules), ...rules },
      },
      objectOptions(this.where),
    );
    this.laid.push(policy);
  }
}

/** A namespace, by its name in the cluster and in logical names. */
export interface NamespaceRef {
  readonly key: string;
  readonly name: Input<string>;
}

function directionsOf(rules: Rules): string[] {
  return [
    ...(rules.ingress === undefined ? [] : ["Ingress"]),
    ...(rules.egress === undefined ? [] : ["Egress"]),
  ];
}

/**
 * Peers outside of the cluster, by their addresses.
 *
 * @param cidrs Ranges.
 */
export function ranges(cidrs: readonly string[]): networking.v1.NetworkPolicyPeer[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

/**
 * Where nodes, pods and the API server's interfaces are.
 *
 * @param where The site.
 */
export function privateRanges({ site }: Where): readonly string[] {
  return site.network.subnets.filter(({ tier }) => tier === "private").map(({ cidr }) => cidr);
}

/**
 * Where the stores are. A policy cannot name a security group, so it names their subnets.
 *
 * @param where The site.
 */
export function storeRanges({ site }: Where): readonly string[] {
  return site.network.subnets.filter(({ tier }) => tier === "isolated").map(({ cidr }) => cidr);
}

/**
 * The namespace of the application.
 *
 * @param where The component that owns the policies.
 * @param namespace The namespace.
 */
export function applicationPolicies(where: Where, namespace: NamespaceRef): NetworkPolicy[] {
  const policies = new NamespacePolicies(where, namespace);
  const { workloads } = where.site.compute;
  for (const plan of workloads) workloadPolicies(policies, where, plan);
  const clients = workloads.filter(({ readsDatabase }) => readsDatabase).map(workloadLabels);
  policies.lay(
    POOLER,
    { matchLabels: POOLER_LABELS },
    {
      ingress: [{ from: clients.map(podsWith), ports: tcp(POOLER_PORT) }],
      egress: [{ to: ranges(storeRanges(where)), ports: tcp(DATABASE_PORT) }],
    },
  );
  return policies.laid;
}

/** Every pod of the time series' namespace: it admits to its databases alone, by policies of its own. */
function timeSeriesPods({ site }: Where): networking.v1.NetworkPolicyPeer {
  return { ...namespaceNamed(site.timeSeries.namespace), podSelector: EVERY_POD };
}

function workloadPolicies(policies: NamespacePolicies, where: Where, plan: WorkloadPlan): void {
  const pods = { matchLabels: workloadLabels(plan) };
  const egress = [
    ...(plan.readsDatabase
      ? [
          { to: [podsWith(POOLER_LABELS)], ports: tcp(POOLER_PORT) },
          { to: [timeSeriesPods(where)], ports: tcp(DATABASE_PORT) },
        ]
      : []),
    ...(plan.readsCache || plan.readsBroker
      ? [{ to: ranges(storeRanges(where)), ports: tcp(CACHE_PORT) }]
      : []),
  ];
  policies.lay(`${plan.name}-stores`, pods, { egress });
  if (plan.port !== undefined) {
    const from = [namespaceNamed(GATEWAY_NAMESPACE)];
    policies.lay(`${plan.name}-users`, pods, { ingress: [{ from, ports: tcp(plan.port) }] });
  }
  if (plan.role !== "scheduler") {
    policies.lay(`${plan.name}-internet`, pods, { egress: [{ to: [INTERNET], ports: tcp(443) }] });
    // Its objects are read under a role of its own.
    const credentials = { to: ranges([CREDENTIALS.cidr]), ports: tcp(CREDENTIALS.port) };
    policies.lay(`${plan.name}-credentials`, pods, { egress: [credentials] });
  }
}

/**
 * The namespace of an operator: its pods talk among themselves, to the APIs of cluster and cloud,
 * and are called by the API server, which comes from the private subnets.
 *
 * @param where The component that owns the policies.
 * @param namespace The namespace.
 * @param operators The operators in it.
 */
export function operatorPolicies(
  where: Where,
  namespace: NamespaceRef,
  operators: readonly OperatorPlan[],
): NetworkPolicy[] {
  const policies = new NamespacePolicies(where, namespace);
  const among = [{ podSelector: EVERY_POD }];
  policies.lay("among-themselves", EVERY_POD, {
    ingress: [{ from: among }],
    egress: [{ to: among }],
  });
  policies.lay("cloud-and-cluster", EVERY_POD, {
    egress: [
      { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: tcp(443) },
      { to: ranges([CREDENTIALS.cidr]), ports: tcp(CREDENTIALS.port) },
    ],
  });
  const ports = operators.flatMap(({ calledPorts }) => calledPorts).flatMap(tcp);
  if (ports.length > 0) {
    policies.lay("api-server", EVERY_POD, {
      ingress: [{ from: ranges(privateRanges(where)), ports }],
    });
  }
  if (operators.some(({ name }) => name === CNPG)) {
    policies.lay("instances", EVERY_POD, {
      egress: [{ to: [timeSeriesPods(where)], ports: INSTANCE_PORTS.flatMap(tcp) }],
    });
  }
  if (operators.some(({ name }) => name === "keda")) {
    policies.lay("queues", EVERY_POD, {
      egress: [{ to: ranges(storeRanges(where)), ports: tcp(CACHE_PORT) }],
    });
  }
  return policies.laid;
}

/**
 * The vendor's add-ons. Where policies are strict, a pod without one reaches nothing, name
 * servers and metrics included.
 * Source: Amazon EKS User Guide, "Limit Pod traffic with Kubernetes network policies".
 *
 * @param where The component that owns the policy.
 */
export function systemPolicy(where: Where): NetworkPolicy {
  return new NetworkPolicy(
    objectName(where, SYSTEM_NAMESPACE, "add-ons"),
    {
      metadata: { name: "add-ons", namespace: SYSTEM_NAMESPACE },
      spec: {
        podSelector: EVERY_POD,
        policyTypes: ["Ingress", "Egress"],
        // Nodes of enterprise tenants too, whether there are any: a tenant changes nothing here.
        ingress: [
          { from: ranges([...privateRanges(where), tenantRange(where.site.network.cidr)]) },
        ],
        egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
      },
    },
    objectOptions(where),
  );
}
