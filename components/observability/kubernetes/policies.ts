/** Who may talk to what measures, and whom it may ask. */
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import type { networking } from "@pulumi/kubernetes/types/input";
import type { Input } from "@pulumi/pulumi";
import { AGENTS, AGENT_PORTS } from "../../../plan/observability/agents";
import { MONITORING } from "../../../plan/observability/size";
import { TRACES } from "../../../plan/observability/traces";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import {
  CREDENTIALS,
  NamespacePolicies,
  namespaceNamed,
  privateRanges,
  ranges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import type { Where } from "../../contract";
import { type Target, targetsOf } from "./targets";

/** Every pod of a namespace. */
const EVERY_POD = {};

/** Pods that Prometheus runs in. Source: Prometheus Operator, labels of the pods it makes. */
const PROMETHEUS = { matchLabels: { "app.kubernetes.io/name": "prometheus" } };

const GRAFANA = { matchLabels: { "app.kubernetes.io/name": "grafana" } };

const monitoring = namespaceNamed(MONITORING.namespace);

/** Prometheus alone, from its namespace. */
const fromPrometheus = { ...monitoring, podSelector: PROMETHEUS };

/** Port of a kubelet. Source: Kubernetes documentation, "Ports and Protocols". */
const KUBELET_PORT = 10_250;

/** Port on which coredns tells about itself. Source: CoreDNS manual, plugin "prometheus". */
const NAME_SERVER_PORT = 9153;

type Rules = Pick<networking.v1.NetworkPolicySpec, "egress" | "ingress">;

/** Gives a namespace by the object that makes it, so that what is in it comes after it. */
export type Homes = (namespace: string) => Input<string>;

/** Where policies are laid. */
interface Ground extends Where {
  readonly home: Homes;
}

/** A way that is opened in a namespace that another room closed. */
function way(
  where: Ground,
  at: { readonly namespace: string; readonly key: string },
  spec: Rules & { readonly podSelector: networking.v1.NetworkPolicySpec["podSelector"] },
): NetworkPolicy {
  const policyTypes = [
    ...(spec.ingress === undefined ? [] : ["Ingress"]),
    ...(spec.egress === undefined ? [] : ["Egress"]),
  ];
  return new NetworkPolicy(
    objectName(where, at.namespace, at.key),
    {
      metadata: { name: at.key, namespace: where.home(at.namespace) },
      spec: { ...spec, policyTypes },
    },
    objectOptions(where),
  );
}

/** Lets Prometheus in, target by target. */
function measured(where: Ground, namespaces: ReadonlySet<string>): NetworkPolicy[] {
  return targetsOf(where)
    .filter(({ namespace, onHost }) => namespaces.has(namespace) && onHost !== true)
    .map((target) =>
      way(
        where,
        { namespace: target.namespace, key: `measured-${target.key}` },
        {
          podSelector: { matchLabels: { ...target.labels } },
          ingress: [{ from: [fromPrometheus], ports: tcp(target.port) }],
        },
      ),
    );
}

/** Lets Prometheus ask: targets in their namespaces, and nodes at their addresses. */
function asking(where: Ground): NetworkPolicy {
  const inside = targetsOf(where).filter(({ onHost }) => onHost !== true);
  const nodePorts = [KUBELET_PORT, AGENT_PORTS.nodeExporter].flatMap(tcp);
  return way(
    where,
    { namespace: MONITORING.namespace, key: "asking" },
    {
      podSelector: PROMETHEUS,
      egress: [
        ...inside.map((target: Target) => ({
          to: [namespaceNamed(target.namespace)],
          ports: tcp(target.port),
        })),
        { to: [namespaceNamed("kube-system")], ports: tcp(NAME_SERVER_PORT) },
        { to: ranges(privateRanges(where)), ports: nodePorts },
      ],
    },
  );
}

/** Traces: from the application to the first tier, on to the second, to Jaeger, to Grafana. */
function tracing(where: Ground): readonly NetworkPolicy[] {
  const policies = new NamespacePolicies(where, {
    key: TRACES.namespace,
    name: where.home(TRACES.namespace),
  });
  const among = [{ podSelector: EVERY_POD }];
  policies.lay("among-themselves", EVERY_POD, {
    ingress: [{ from: among }],
    egress: [{ to: among }],
  });
  const application = [namespaceNamed(where.site.compute.namespace)];
  const spans = [TRACES.grpcPort, TRACES.httpPort].flatMap(tcp);
  policies.lay(
    "spans",
    { matchLabels: { "app.kubernetes.io/instance": TRACES.gateway } },
    { ingress: [{ from: application, ports: spans }] },
  );
  policies.lay(
    "pages",
    { matchLabels: { "app.kubernetes.io/instance": TRACES.jaeger } },
    {
      ingress: [{ from: [{ ...monitoring, podSelector: GRAFANA }], ports: tcp(TRACES.queryPort) }],
    },
  );
  return policies.laid;
}

/** The agent of logs reaches the cloud and the API server; nobody reaches it but Prometheus. */
function agents(where: Ground): readonly NetworkPolicy[] {
  const policies = new NamespacePolicies(where, {
    key: AGENTS.namespace,
    name: where.home(AGENTS.namespace),
  });
  policies.lay(
    "cloud-and-cluster",
    { matchLabels: { "app.kubernetes.io/instance": AGENTS.logAgent } },
    {
      egress: [
        { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: tcp(443) },
        { to: ranges([CREDENTIALS.cidr]), ports: tcp(CREDENTIALS.port) },
      ],
    },
  );
  return policies.laid;
}

/** Ways between rooms: spans out of the application, questions of Grafana to Jaeger. */
function between(where: Ground): readonly NetworkPolicy[] {
  const { namespace, workloads } = where.site.compute;
  const names = workloads.map(({ name }) => name);
  const senders = {
    matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: names }],
  };
  const to = [namespaceNamed(TRACES.namespace)];
  return [
    way(
      where,
      { namespace, key: "spans" },
      { podSelector: senders, egress: [{ to, ports: tcp(TRACES.grpcPort) }] },
    ),
    way(
      where,
      { namespace: MONITORING.namespace, key: "traces" },
      { podSelector: GRAFANA, egress: [{ to, ports: tcp(TRACES.queryPort) }] },
    ),
  ];
}

/**
 * Lays all policies of the room.
 *
 * @param where The component that owns them.
 * @param home Gives a namespace.
 * @returns What every pod of the room comes after.
 */
export function observabilityPolicies(where: Where, home: Homes): readonly NetworkPolicy[] {
  const ground: Ground = { ...where, home };
  // The time series admit Prometheus by a policy of their own.
  const namespaces = new Set(targetsOf(where).map(({ namespace }) => namespace));
  namespaces.delete(where.site.timeSeries.namespace);
  return [
    ...tracing(ground),
    ...agents(ground),
    ...between(ground),
    asking(ground),
    ...measured(ground, namespaces),
  ];
}
