/** Names inside the cluster that the parts of the time series share. */
import { serviceNames } from "../../certificates/certificate";
import type { Placement } from "../../contract";
import type { ServerTrust } from "../../sql/connection";

/** Label that the operator puts on every pod of a cluster. Source: CloudNativePG, "Labels". */
export const CLUSTER_LABEL = "cnpg.io/cluster";

/** Tells the operator to read a Secret anew when it changes. Source: as above. */
export const RELOAD_LABELS = { "cnpg.io/reload": "true" } as const;

/** Certificate of the server, and the Secret that it is in. */
export const SERVER_CERTIFICATE = "timeseries-server";

/** Clients of the namespace check the server's name against the cell's own authority. */
export const SERVER_TRUST: ServerTrust = {
  sslmode: "verify-full",
  ca: { kind: "secret", name: SERVER_CERTIFICATE, key: "ca.crt" },
};

/** Service accounts of the namespace that have a role in the cloud. */
export const ARCHIVER = "parquet-export";

/** Services of a cluster: the primary, the replicas, all. Source: CloudNativePG, "Service management". */
const SERVICES = ["rw", "ro", "r"] as const;

/**
 * The name of a Service, for pods of any namespace.
 *
 * @param placement The cell and the site.
 * @param service Which.
 */
export function serviceHost({ site }: Placement, service: (typeof SERVICES)[number]): string {
  const { clusterName, namespace } = site.timeSeries;
  return `${clusterName}-${service}.${namespace}.svc.cluster.local`;
}

/**
 * All names that clients may connect to.
 *
 * @param placement The cell and the site.
 */
export function serverNames({ site }: Placement): readonly string[] {
  const { clusterName, namespace } = site.timeSeries;
  return SERVICES.flatMap((service) => serviceNames(`${clusterName}-${service}`, namespace));
}
