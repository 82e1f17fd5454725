/** Who reaches the time series, and what they reach: nobody and nothing but what stands here. */
import type { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import type { networking } from "@pulumi/kubernetes/types/input";
import type { Input, Output } from "@pulumi/pulumi";
import { TAG } from "../../../facts/tags";
import { CNPG_NAMESPACE } from "../../../plan/operators/cnpg";
import { DATABASE_PORT } from "../../contract";
import {
  CREDENTIALS,
  INSTANCE_PORTS,
  NamespacePolicies,
  namespaceNamed,
  podsWith,
  privateRanges,
  ranges,
  tcp,
} from "../../compute/kubernetes/network-policies";
import { type PodLabels, podLabels } from "../../compute/kubernetes/pod";
import { workloadLabels } from "../../compute/kubernetes/workload";
import { sqlPackLabels } from "../../sql/job";
import type { TimeSeriesGround } from "./ground";
import { ARCHIVER, CLUSTER_LABEL } from "./names";

/** Port of an instance's metrics. Source: CloudNativePG, "Monitoring". */
const METRICS_PORT = 9187;

/** Namespace of Prometheus. */
const MONITORING_NAMESPACE = "monitoring";

/** Labels of the archiver's pods. */
export const ARCHIVER_LABELS: PodLabels = podLabels(ARCHIVER, "archiver");

type Peer = networking.v1.NetworkPolicyPeer;

/** Namespaces of enterprise tenants, by the label that theirs alone carry. */
const TENANT_NAMESPACES: Peer = {
  namespaceSelector: { matchExpressions: [{ key: TAG.tenant, operator: "Exists" }] },
};

/**
 * The application's pods that read and write time series, in its own namespace and in those of
 * enterprise tenants, whether there are any: a tenant that comes changes nothing here.
 */
function clients({ site }: TimeSeriesGround): Peer[] {
  const { namespace, workloads } = site.compute;
  return workloads
    .filter(({ readsDatabase }) => readsDatabase)
    .flatMap((plan) => {
      const pods = podsWith(workloadLabels(plan));
      return [
        { ...namespaceNamed(namespace), ...pods },
        { ...TENANT_NAMESPACES, ...pods },
      ];
    });
}

/** Object storage by the addresses of the region, and the credentials to use it. */
function objectStorage(cidrs: Output<string[]>): networking.v1.NetworkPolicyEgressRule[] {
  return [
    { to: cidrs.apply(ranges), ports: tcp(443) },
    { to: ranges([CREDENTIALS.cidr]), ports: tcp(CREDENTIALS.port) },
  ];
}

/** The API server: by its Service, and by its interfaces, as which the Service is resolved. */
function apiServer(ground: TimeSeriesGround): networking.v1.NetworkPolicyEgressRule {
  const cidrs = [...privateRanges(ground), ground.site.compute.serviceCidr];
  return { to: ranges(cidrs), ports: tcp(443) };
}

/** What lays the policies. */
export interface TimeSeriesPoliciesArgs {
  readonly objectStoreRanges: Output<string[]>;
  readonly namespace: Input<string>;
}

/**
 * Lays the policies of the namespace.
 *
 * @param ground Where.
 * @param args Addresses of object storage, and the namespace.
 * @returns What every pod of the namespace comes after.
 */
export function timeSeriesPolicies(
  ground: TimeSeriesGround,
  args: TimeSeriesPoliciesArgs,
): readonly NetworkPolicy[] {
  const { clusterName, namespace } = ground.site.timeSeries;
  const policies = new NamespacePolicies(ground, { key: namespace, name: args.namespace });
  const labels = { [CLUSTER_LABEL]: clusterName };
  const instances = [podsWith(labels)];
  const jobs = [sqlPackLabels("timeseries"), ARCHIVER_LABELS];
  const operator = [namespaceNamed(CNPG_NAMESPACE)];
  const peerPorts = INSTANCE_PORTS.flatMap(tcp);
  const database = tcp(DATABASE_PORT);
  const storage = objectStorage(args.objectStoreRanges);
  policies.lay(
    "instances",
    { matchLabels: labels },
    {
      ingress: [
        { from: [...instances, ...operator], ports: peerPorts },
        { from: [...clients(ground), ...jobs.map(podsWith)], ports: database },
        { from: [namespaceNamed(MONITORING_NAMESPACE)], ports: tcp(METRICS_PORT) },
      ],
      egress: [{ to: instances, ports: peerPorts }, apiServer(ground), ...storage],
    },
  );
  for (const each of jobs) {
    const name = each["app.kubernetes.io/name"];
    policies.lay(name, { matchLabels: each }, { egress: [{ to: instances, ports: database }] });
  }
  policies.lay("archive", { matchLabels: ARCHIVER_LABELS }, { egress: storage });
  return policies.laid;
}
