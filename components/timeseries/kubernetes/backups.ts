/** Where WAL and base backups go, and when the latter are made. */
import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { Resource } from "@pulumi/pulumi";
import { BARMAN_CLOUD } from "../../../plan/operators/barman";
import type { BucketOutputs } from "../../contract";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { releaseOf } from "../../compute/kubernetes/operators";
import { type SpecInputs, customResource } from "../../custom-resources/resource";
import type { TimeSeriesGround } from "./ground";

/** Name of the plug-in, as it presents itself. Source: Barman Cloud CNPG-I plugin, "Usage". */
export const PLUGIN = "barman-cloud.cloudnative-pg.io";

/** Name of the object store. */
export const OBJECT_STORE = "backups";

/** Files that are archived or restored at once, for a replica that is far behind. */
const PARALLEL_WAL_FILES = 4;

/** Parts of a base backup that are sent at once. */
const PARALLEL_UPLOADS = 2;

function storeSpec(ground: TimeSeriesGround, bucket: BucketOutputs): SpecInputs<"ObjectStore"> {
  const { backups, sidecarResources } = ground.site.timeSeries;
  return {
    configuration: {
      destinationPath: `s3://${bucket.name}/`,
      // The role of the cluster's service account; the bucket encrypts with its own key.
      s3Credentials: { inheritFromIAMRole: true },
      wal: { compression: "gzip", maxParallel: PARALLEL_WAL_FILES },
      data: { compression: "gzip", jobs: PARALLEL_UPLOADS },
    },
    retentionPolicy: `${backups.retentionDays}d`,
    instanceSidecarConfiguration: { resources: sidecarResources },
  };
}

/**
 * The object store that WAL and backups go to.
 *
 * @param ground Where.
 * @param bucket The bucket.
 */
export function objectStore(ground: TimeSeriesGround, bucket: BucketOutputs): CustomResource {
  const release = releaseOf(ground.cluster.operators, BARMAN_CLOUD);
  return customResource(
    "ObjectStore",
    objectName(ground, OBJECT_STORE),
    {
      metadata: { name: OBJECT_STORE, namespace: ground.namespace },
      spec: storeSpec(ground, bucket),
    },
    objectOptions(ground, [release, ...bucket.ready]),
  );
}

/**
 * The daily base backup; the first is made at once, since WAL alone restores nothing.
 *
 * @param ground Where.
 * @param cluster The cluster.
 */
export function scheduledBackup(ground: TimeSeriesGround, cluster: Resource): CustomResource {
  const { backups, clusterName } = ground.site.timeSeries;
  return customResource(
    "ScheduledBackup",
    objectName(ground, "daily"),
    {
      metadata: { name: "daily", namespace: ground.namespace },
      spec: {
        schedule: backups.schedule,
        immediate: true,
        backupOwnerReference: "self",
        cluster: { name: clusterName },
        method: "plugin",
        pluginConfiguration: { name: PLUGIN },
      },
    },
    objectOptions(ground, [cluster]),
  );
}
