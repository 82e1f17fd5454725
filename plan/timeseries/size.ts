/**
 * How large the time-series database is. The seed gives raw data a year; what of it stays hot,
 * how small it becomes and what must fit into memory are assumptions, each named below.
 */
import { SCALING_TRIGGERS, TIME_SERIES_RETENTION_DAYS } from "../../facts/seed";
import type { Demand } from "../demand";
import type { Shape } from "../environments";
import { EC2_SIZES } from "../../facts/sizes";
import { allocatable, type Load } from "../load";
import { SMALL_BELOW_TENANTS } from "../workloads";

const DAYS_PER_YEAR = 365;

/** Days after which chunks are compressed: `add_compression_policy` in runtime/sql/timeseries. */
const UNCOMPRESSED_DAYS = 7;

/**
 * Raw over compressed. Source: Tiger Data documentation, "Basic compression with hypercore":
 * "typically reducing storage by 90-98%"; the lower end.
 */
export const COMPRESSION_RATIO = 10;

/** Indexes beside rows that are not compressed: our assumption. */
const INDEX_SHARE = 0.2;

/** Daily aggregates of a year beside the raw data of a year: our assumption. */
const AGGREGATE_SHARE = 0.02;

/** WAL that waits for its archive, and files of sorts. */
const WORKING_GIB = 5;

/** Smallest volume, so that a first day of traffic cannot fill it. */
const MIN_STORAGE_GIB = 10;

/** Volumes grow in steps, so that a small change of demand changes nothing. */
const STORAGE_STEP_GIB = 10;

/** PostgreSQL itself with its background workers. */
const ENGINE_MIB = 448;

/**
 * Indexes of the newest chunks stay within this share of memory, shared buffers and page cache
 * together. Source: Tiger Data documentation, "Improve hypertable performance", which asks for a
 * quarter in shared buffers alone.
 */
const INDEX_MEMORY_SHARE = 0.5;

/** Memory in steps. */
const MEMORY_STEP_MIB = 128;

/** CPU for one GiB of raw data a day, written, compressed and aggregated: our assumption. */
const CPU_MILLIS_PER_DAILY_GIB = 50;

/** CPU of an instance at least: our assumption. */
const CPU_MILLIS = { small: 100, standard: 250 } as const;

/** CPU in steps. */
const CPU_STEP_MILLIS = 50;

/** The sidecar that archives WAL beside each instance. */
export const SIDECAR = { cpuMillis: 50, memoryMib: 128 } as const;

/** What one instance needs. */
export interface TimeSeriesSize {
  readonly cpuMillis: number;
  readonly memoryMib: number;
  readonly storageGib: number;
}

function stepped(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

function storageGib({ timeSeriesGib }: Demand): number {
  const dailyGib = timeSeriesGib / DAYS_PER_YEAR;
  // The day that is being written counts too.
  const open = dailyGib * (UNCOMPRESSED_DAYS + 1) * (1 + INDEX_SHARE);
  const packedDays = TIME_SERIES_RETENTION_DAYS.hot - UNCOMPRESSED_DAYS;
  const packed = (dailyGib * packedDays) / COMPRESSION_RATIO;
  const aggregates = timeSeriesGib * AGGREGATE_SHARE;
  const filled = open + packed + aggregates + WORKING_GIB;
  const room = filled / (SCALING_TRIGGERS.storagePercent / 100);
  return Math.max(MIN_STORAGE_GIB, stepped(room, STORAGE_STEP_GIB));
}

/**
 * What the largest node of the catalogue has for an instance. Beyond it chunks of less than a day
 * keep their indexes in memory: `create_hypertable` in runtime/sql/timeseries.
 */
function largestInstance(): Pick<TimeSeriesSize, "cpuMillis" | "memoryMib"> {
  const rooms = Object.values(EC2_SIZES).map(allocatable);
  const largest = rooms.reduce((a, b) => (b.memoryMib > a.memoryMib ? b : a));
  const down = (value: number, step: number): number => Math.floor(value / step) * step;
  return {
    cpuMillis: down(largest.cpuMillis - SIDECAR.cpuMillis, CPU_STEP_MILLIS),
    memoryMib: down(largest.memoryMib - SIDECAR.memoryMib, MEMORY_STEP_MIB),
  };
}

/**
 * The size of one instance.
 *
 * @param demand What the cell must carry.
 */
export function timeSeriesSize(demand: Demand): TimeSeriesSize {
  const dailyGib = demand.timeSeriesGib / DAYS_PER_YEAR;
  const indexMib = (dailyGib * INDEX_SHARE * 1024) / INDEX_MEMORY_SHARE;
  const least = CPU_MILLIS[demand.tenants < SMALL_BELOW_TENANTS ? "small" : "standard"];
  const cpu = stepped(dailyGib * CPU_MILLIS_PER_DAILY_GIB, CPU_STEP_MILLIS);
  const most = largestInstance();
  return {
    cpuMillis: Math.min(Math.max(least, cpu), most.cpuMillis),
    memoryMib: Math.min(stepped(ENGINE_MIB + indexMib, MEMORY_STEP_MIB), most.memoryMib),
    storageGib: storageGib(demand),
  };
}

/**
 * What one instance asks of a node, with its sidecar. Pods: the instance, and the short-lived pod
 * that copies the primary to a new instance.
 *
 * @param size Size of one instance.
 */
export function instanceLoad(size: TimeSeriesSize): Load {
  return {
    cpuMillis: size.cpuMillis + SIDECAR.cpuMillis,
    memoryMib: size.memoryMib + SIDECAR.memoryMib,
    pods: 2,
  };
}

/** Pods of ours beside the instances: the archiver, and the Job that applies SQL. */
const JOBS: Load = { cpuMillis: 120, memoryMib: 288, pods: 2 };

/**
 * What the time series ask of the system pool.
 *
 * @param demand What the cell must carry.
 * @param shape Shape of the environment.
 */
export function timeSeriesSystemLoad(demand: Demand, shape: Shape): Load {
  const { instances, ownNodes } = shape.timeSeries;
  if (ownNodes) return JOBS;
  const each = instanceLoad(timeSeriesSize(demand));
  return {
    cpuMillis: JOBS.cpuMillis + each.cpuMillis * instances,
    memoryMib: JOBS.memoryMib + each.memoryMib * instances,
    pods: JOBS.pods + each.pods * instances,
  };
}
