/** TimescaleDB of a site: instances, parameters, backups, and the way of old data into the cold. */
import { TIME_SERIES_RETENTION_DAYS } from "../../facts/seed";
import { TIMESCALEDB } from "../../facts/versions";
import type { ContainerResources, NodePoolPlan } from "../cell";
import type { Demand } from "../demand";
import type { Shape } from "../environments";
import type { Images } from "../images";
import { generationPart } from "../names";
import type { Planned } from "../planned";
import { CONNECTIONS_PER_POD, parametersOf } from "./parameters";
import { SIDECAR, type TimeSeriesSize, timeSeriesSize } from "./size";

/** Namespace of the time series. */
export const TIME_SERIES_NAMESPACE = "timeseries";

/** Backups and WAL in object storage. */
export interface TimeSeriesBackupPlan {
  /** Six fields, seconds first. Source: CloudNativePG, "Backup", ScheduledBackup. */
  readonly schedule: string;
  readonly retentionDays: number;
}

/** Old data as Parquet in object storage. */
export interface TimeSeriesArchivePlan {
  readonly image: string;
  /** Five fields, UTC. */
  readonly schedule: string;
  /** Age at which a day is archived; afterwards the database drops it. */
  readonly hotDays: number;
  readonly keepDays: number;
  /** Days after which an object moves to the cheaper class. */
  readonly coldAfterDays: number;
}

/** TimescaleDB on CloudNativePG. */
export interface TimeSeriesPlan {
  /** Replica generation: part of every data holder's logical and physical name. */
  readonly generation: number;
  readonly namespace: string;
  /** Name of the cluster and the beginning of the names of its Services. */
  readonly clusterName: string;
  readonly databaseName: string;
  readonly image: string;
  readonly instances: number;
  /** Absent with one instance: there is nobody to wait for. */
  readonly synchronous?: {
    readonly number: number;
    readonly dataDurability: "required" | "preferred";
  };
  /** The pool that instances run on. */
  readonly pool: NodePoolPlan["role"];
  readonly resources: ContainerResources;
  readonly sidecarResources: ContainerResources;
  readonly storageGib: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** Connections that one pod of the application may hold open. */
  readonly maxConnectionsPerPod: number;
  readonly backups: TimeSeriesBackupPlan;
  readonly archive: TimeSeriesArchivePlan;
}

/** Seed, Backup Strategy: "Daily: Full database backup at 2 AM UTC". */
const BACKUP_SCHEDULE = "0 0 2 * * *";

/** Two hours after the backup, so that the two do not read the disks together. */
const ARCHIVE_SCHEDULE = "30 4 * * *";

/** A verified object is not read again for months. S3 takes an object into Glacier IR at once. */
const COLD_AFTER_DAYS = 1;

/** CPU may burst; memory is what it is, since a database over its limit is killed. */
function fixedMemory(cpuMillis: number, memoryMib: number): ContainerResources {
  const memory = `${memoryMib}Mi`;
  return {
    requests: { cpu: `${cpuMillis}m`, memory },
    limits: { cpu: `${Math.max(1000, cpuMillis)}m`, memory },
  };
}

/** What the time series depend on. */
export interface TimeSeriesArgs {
  readonly demand: Demand;
  readonly shape: Shape;
  readonly generation: number;
  readonly images: Images;
}

/** With two instances a lost replica must not stop writers; with three one always remains. */
function synchronousOf(instances: number): Pick<TimeSeriesPlan, "synchronous"> {
  if (instances < 2) return {};
  return { synchronous: { number: 1, dataDurability: instances < 3 ? "preferred" : "required" } };
}

/**
 * Plans the time series of a site.
 *
 * @param args Demand, shape, replica generation and images.
 */
export function planTimeSeries(args: TimeSeriesArgs): Planned<TimeSeriesPlan> {
  const { demand, shape, generation, images } = args;
  const size = timeSeriesSize(demand);
  const { instances, ownNodes, backupRetentionDays } = shape.timeSeries;
  const part: TimeSeriesPlan = {
    generation,
    namespace: TIME_SERIES_NAMESPACE,
    clusterName: `${TIME_SERIES_NAMESPACE}-${generationPart(generation)}`,
    databaseName: "metrics",
    image: images.timescaledb,
    instances,
    ...synchronousOf(instances),
    pool: ownNodes ? "timeseries" : "system",
    resources: fixedMemory(size.cpuMillis, size.memoryMib),
    sidecarResources: fixedMemory(SIDECAR.cpuMillis, SIDECAR.memoryMib),
    storageGib: size.storageGib,
    parameters: parametersOf(size),
    maxConnectionsPerPod: CONNECTIONS_PER_POD,
    backups: { schedule: BACKUP_SCHEDULE, retentionDays: backupRetentionDays },
    archive: {
      image: images.parquetExport,
      schedule: ARCHIVE_SCHEDULE,
      hotDays: TIME_SERIES_RETENTION_DAYS.hot,
      keepDays: TIME_SERIES_RETENTION_DAYS.cold,
      coldAfterDays: COLD_AFTER_DAYS,
    },
  };
  return { part, reasons: reasonsOf(demand, part, size) };
}

function reasonsOf(demand: Demand, part: TimeSeriesPlan, size: TimeSeriesSize) {
  const raw = `${demand.timeSeriesGib} GiB of raw data a year`;
  return [
    {
      what: "instances",
      choice: String(part.instances),
      why: part.synchronous === undefined ? "data may be lost" : "a commit stands in two zones",
    },
    {
      what: "storageGib",
      choice: String(part.storageGib),
      why: `${raw}: a week as it comes, the rest of 90 days at a tenth, a year of aggregates`,
    },
    {
      what: "resources",
      choice: `${size.cpuMillis}m, ${size.memoryMib} MiB`,
      why: `${raw}: the indexes of a day's chunks within half of the memory`,
    },
    {
      what: "image",
      choice: TIMESCALEDB.imageTag,
      why: `PostgreSQL ${TIMESCALEDB.postgresVersion} is kept until ${TIMESCALEDB.standardSupportEnds}`,
    },
  ];
}
