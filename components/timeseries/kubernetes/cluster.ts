/** The PostgreSQL cluster itself, as CloudNativePG takes it. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Resource } from "@pulumi/pulumi";
import type { TimeSeriesPlan } from "../../../plan/timeseries";
import { CNPG } from "../../../plan/operators/cnpg";
import type { Where } from "../../contract";
import { priorityName } from "../../compute/kubernetes/foundation";
import { objectName } from "../../compute/kubernetes/ground";
import { releaseOf } from "../../compute/kubernetes/operators";
import { placementOn } from "../../compute/kubernetes/pod";
import { type SpecInputs, customResource } from "../../custom-resources/resource";
import { OBJECT_STORE, PLUGIN } from "./backups";
import { MANAGED_ROLES, OWNER, SUPERUSER } from "./credentials";
import type { TimeSeriesGround } from "./ground";
import { SERVER_CERTIFICATE } from "./names";

/** First start, with image, volume and a replica that copies the primary. */
const TIMEOUT = "30m";

/** The volume's class: encrypted under the cell's own key. */
const STORAGE_CLASS = "encrypted";

/** Seconds for clients to finish at a switchover. Source: CloudNativePG, "Instance manager". */
const SWITCHOVER_SECONDS = 120;

type ClusterSpec = SpecInputs<"Cluster">;

/** One instance a zone, so that a lost zone takes one of them. */
function affinityOf({ site }: Where): NonNullable<ClusterSpec["affinity"]> {
  const { pool, instances } = site.timeSeries;
  return {
    ...placementOn(site.compute.nodePools, pool),
    enablePodAntiAffinity: instances > 1,
    podAntiAffinityType: "required",
    topologyKey: "topology.kubernetes.io/zone",
  };
}

function postgresqlOf(plan: TimeSeriesPlan): NonNullable<ClusterSpec["postgresql"]> {
  const { synchronous, parameters } = plan;
  return {
    shared_preload_libraries: ["timescaledb"],
    parameters: { ...parameters },
    // These rules stand before the operator's own last one, which would let a plain connection in.
    pg_hba: ["hostssl all all all scram-sha-256", "hostnossl all all all reject"],
    ...(synchronous === undefined ? {} : { synchronous: { method: "any", ...synchronous } }),
  };
}

function bootstrapOf({ databaseName }: TimeSeriesPlan): NonNullable<ClusterSpec["bootstrap"]> {
  return {
    initdb: {
      database: databaseName,
      owner: OWNER.username,
      secret: { name: OWNER.secretName },
      encoding: "UTF8",
      dataChecksums: true,
      postInitApplicationSQL: ["CREATE EXTENSION IF NOT EXISTS timescaledb"],
    },
  };
}

function specOf(where: Where): ClusterSpec {
  const plan = where.site.timeSeries;
  return {
    instances: plan.instances,
    imageName: plan.image,
    imagePullPolicy: "IfNotPresent",
    primaryUpdateStrategy: "unsupervised",
    primaryUpdateMethod: "switchover",
    switchoverDelay: SWITCHOVER_SECONDS,
    // A budget over a single instance would hold back every drain of its node.
    enablePDB: plan.instances > 1,
    enableSuperuserAccess: true,
    superuserSecret: { name: SUPERUSER.secretName },
    managed: { roles: MANAGED_ROLES },
    bootstrap: bootstrapOf(plan),
    postgresql: postgresqlOf(plan),
    certificates: { serverTLSSecret: SERVER_CERTIFICATE, serverCASecret: SERVER_CERTIFICATE },
    plugins: [
      { name: PLUGIN, isWALArchiver: true, parameters: { barmanObjectName: OBJECT_STORE } },
    ],
    storage: {
      size: `${plan.storageGib}Gi`,
      storageClass: STORAGE_CLASS,
      resizeInUseVolumes: true,
    },
    resources: plan.resources,
    affinity: affinityOf(where),
    priorityClassName: priorityName("serving"),
    inheritedMetadata: { labels: { "app.kubernetes.io/part-of": "podcast-platform" } },
  };
}

/**
 * Makes the cluster and waits until it serves. Its volumes keep what it held where data is kept.
 * Price: facts/prices, `ebs` (volumes), and the nodes.
 *
 * @param ground Where.
 * @param after Secrets, certificates, identity, object store, policies, nodes.
 */
export function postgresCluster(
  ground: TimeSeriesGround,
  after: readonly Resource[],
): CustomResource {
  const { site, namespace, cluster, isKept } = ground;
  const { clusterName, generation } = site.timeSeries;
  return customResource(
    "Cluster",
    objectName(ground, `g${generation}`),
    {
      metadata: {
        name: clusterName,
        namespace,
        annotations: { "pulumi.com/waitFor": "condition=Ready" },
      },
      spec: specOf(ground),
    },
    {
      parent: ground.parent,
      protect: isKept,
      dependsOn: [releaseOf(cluster.operators, CNPG), ...after],
      customTimeouts: { create: TIMEOUT },
    },
  );
}
