/** The way into the cold: once a day, what is older than the hot days becomes Parquet. */
import { CronJob } from "@pulumi/kubernetes/batch/v1";
import type { core } from "@pulumi/kubernetes/types/input";
import type { Resource } from "@pulumi/pulumi";
import type { BucketOutputs } from "../../contract";
import { priorityName, serviceAccount } from "../../compute/kubernetes/foundation";
import { objectName, objectOptions } from "../../compute/kubernetes/ground";
import { podSpec, poolNamed } from "../../compute/kubernetes/pod";
import { databaseEnvironment, trustVolumes } from "../../sql/connection";
import { LOGINS } from "./credentials";
import type { TimeSeriesGround } from "./ground";
import { ARCHIVER, SERVER_TRUST, serviceHost } from "./names";
import { ARCHIVER_LABELS } from "./policies";

/** A run that takes longer is broken off; the days that it did not finish come again. */
const DEADLINE_SECONDS = 4 * 3600;

/** Pods of one run that may fail. */
const BACKOFF_LIMIT = 2;

/** A start that was missed by this much is made up for. */
const LATE_START_SECONDS = 3600;

/** Seconds to give an upload up cleanly. */
const GRACE_SECONDS = 60;

/** What the archiver is made from. */
export interface ArchiveArgs {
  readonly bucket: BucketOutputs;
  /** Identity, login, tables, policies, nodes. */
  readonly after: readonly Resource[];
}

function environmentOf(ground: TimeSeriesGround, bucket: BucketOutputs): core.v1.EnvVar[] {
  const { archive, databaseName } = ground.site.timeSeries;
  return [
    ...databaseEnvironment({
      host: serviceHost(ground, "rw"),
      database: databaseName,
      secretName: LOGINS.archiver.secretName,
      trust: SERVER_TRUST,
    }),
    { name: "ARCHIVE_BUCKET", value: bucket.name },
    { name: "ARCHIVE_HOT_DAYS", value: String(archive.hotDays) },
    { name: "AWS_REGION", value: ground.site.region },
  ];
}

function podOf(ground: TimeSeriesGround, bucket: BucketOutputs): core.v1.PodSpec {
  const trust = trustVolumes(SERVER_TRUST);
  return {
    restartPolicy: "Never",
    ...podSpec({
      name: ARCHIVER,
      labels: ARCHIVER_LABELS,
      pool: poolNamed(ground.site.compute.nodePools, "system"),
      priorityClassName: priorityName("background"),
      terminationGraceSeconds: GRACE_SECONDS,
      container: {
        name: ARCHIVER,
        image: ground.site.timeSeries.archive.image,
        args: ["export"],
        env: environmentOf(ground, bucket),
        resources: {
          requests: { cpu: "100m", memory: "256Mi" },
          limits: { cpu: "1", memory: "512Mi" },
        },
        volumeMounts: trust.map(({ mount }) => mount),
      },
      volumes: trust.map(({ volume }) => volume),
    }),
  };
}

/**
 * The archiver.
 *
 * @param ground Where.
 * @param args Its bucket, and what its pods come after.
 */
export function archiver(ground: TimeSeriesGround, { bucket, after }: ArchiveArgs): CronJob {
  const { namespace, site } = ground;
  const account = serviceAccount(ground, ARCHIVER, namespace);
  return new CronJob(
    objectName(ground, ARCHIVER),
    {
      metadata: { name: ARCHIVER, namespace, labels: ARCHIVER_LABELS },
      spec: {
        schedule: site.timeSeries.archive.schedule,
        timeZone: "Etc/UTC",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: LATE_START_SECONDS,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: BACKOFF_LIMIT,
            activeDeadlineSeconds: DEADLINE_SECONDS,
            template: {
              metadata: { labels: ARCHIVER_LABELS },
              spec: podOf(ground, bucket),
            },
          },
        },
      },
    },
    objectOptions(ground, [account, ...bucket.ready, ...after]),
  );
}
