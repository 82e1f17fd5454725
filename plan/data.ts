/** The relational database: class, storage, backups and parameters. */
import { maxConnections, RDS_SIZES } from "../facts/sizes";
import { POOLING } from "../facts/seed";
import { RDS_POSTGRES } from "../facts/versions";
import type { DataPlan } from "./cell";
import { meanRequestsPerSecond, type Demand } from "./demand";
import type { Shape } from "./environments";
import { POSTGRES_PARAMETERS } from "./parameters";
import { smallest, type Planned } from "./planned";

/**
 * Share of the data that is in use at once and should stay in memory: our assumption, which puts
 * the seed's year 3 (5 TB) on 128 GiB.
 */
const WORKING_SET_SHARE = 0.024;
/** Memory of a busy connection with the catalogue of many schemas: our assumption. */
const CONNECTION_MIB = 20;
/** The engine and its own processes. */
const ENGINE_GIB = 1;
/** CPU seconds that the database spends on one request of an analytics API: our assumption. */
const CPU_SECONDS_PER_REQUEST = 0.25;
/** Connections beside the pools: the engine's own, an operator's, the migration job's. */
const RESERVED_CONNECTIONS = 12;
/** Source: Amazon RDS User Guide, General Purpose SSD storage, PostgreSQL. */
const MIN_STORAGE_GIB = 20;
/** Room to grow without a person; the cost policy prices it as the maximum. */
const STORAGE_GROWTH_FACTOR = 2;
/** A replica serves reads only; seed, Database Scaling: "Replicas: Read operations". */
const REPLICA_CPU_SHARE = 0.5;

/** What the database depends on. */
export interface DataArgs {
  readonly demand: Demand;
  readonly shape: Shape;
  readonly generation: number;
  readonly poolerImage: string;
}

interface Need {
  readonly memoryGib: number;
  readonly sustainedVcpu: number;
  readonly connections: number;
}

function needOf(demand: Demand): Need {
  // A tenant keeps about one connection busy at a time, and the pool is the limit.
  const busy = Math.min(demand.tenants, POOLING.maxDbConnections);
  return {
    memoryGib: ENGINE_GIB + demand.databaseGib * WORKING_SET_SHARE + (busy * CONNECTION_MIB) / 1024,
    sustainedVcpu: meanRequestsPerSecond(demand) * CPU_SECONDS_PER_REQUEST,
    connections: POOLING.maxDbConnections + RESERVED_CONNECTIONS,
  };
}

/**
 * A replica keeps the working set in memory and carries half of the connections. It must accept as
 * many connections as its writer, so both are told the number that the smaller of them takes.
 * Source: PostgreSQL documentation, "Hot Standby", Administrator's Overview: `max_connections`.
 */
function replicaClassOf(need: Need, demand: Demand): keyof typeof RDS_SIZES {
  const memoryGib = ENGINE_GIB + demand.databaseGib * WORKING_SET_SHARE;
  const sustainedVcpu = need.sustainedVcpu * REPLICA_CPU_SHARE;
  return smallest(
    RDS_SIZES,
    (size) =>
      size.memoryGib >= memoryGib &&
      size.sustainedVcpu >= sustainedVcpu &&
      maxConnections(size) >= need.connections,
    `${memoryGib.toFixed(1)} GiB of memory and ${need.connections} connections`,
  );
}

/** The engine's parameters with the number of connections that a class takes. */
function parametersFor(replicaClass: keyof typeof RDS_SIZES): DataPlan["parameters"] {
  const value = `${maxConnections(RDS_SIZES[replicaClass])}`;
  const connections = { name: "max_connections", value, apply: "pending-reboot" } as const;
  return [...POSTGRES_PARAMETERS, connections].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Plans the relational database of a site.
 *
 * @param args Demand, shape, replica generation and the pooler's image.
 * @throws Error if no class in the catalogue is large enough.
 */
export function planData({ demand, shape, generation, poolerImage }: DataArgs): Planned<DataPlan> {
  const need = needOf(demand);
  const words =
    `${need.memoryGib.toFixed(1)} GiB of memory, ${need.sustainedVcpu.toFixed(2)} sustained CPUs ` +
    `and ${need.connections} connections`;
  const instanceClass = smallest(
    RDS_SIZES,
    (size) =>
      size.memoryGib >= need.memoryGib &&
      size.sustainedVcpu >= need.sustainedVcpu &&
      maxConnections(size) >= need.connections,
    words,
  );
  const storageGib = Math.max(MIN_STORAGE_GIB, demand.databaseGib);
  const replicaClass = replicaClassOf(need, demand);
  const part: DataPlan = {
    generation,
    engineVersion: RDS_POSTGRES.version,
    parameterFamily: RDS_POSTGRES.parameterFamily,
    instanceClass,
    replicaClass,
    readReplicas: shape.readReplicas,
    storageGib,
    maxStorageGib: storageGib * STORAGE_GROWTH_FACTOR,
    multiAz: shape.multiAz,
    backupRetentionDays: shape.backupRetentionDays,
    // Six hours after the backup plan at 02:00, which fails inside or near the instance's window.
    backupWindow: "08:00-08:30",
    maintenanceWindow: "sun:10:00-sun:11:00",
    deletionProtection: shape.protected,
    finalSnapshot: !shape.disposable,
    parameters: parametersFor(replicaClass),
    databaseName: "podcast",
    masterUsername: "platform_admin",
    monitoringIntervalSeconds: shape.monitoringIntervalSeconds,
    pooler: {
      image: poolerImage,
      replicas: shape.poolerReplicas,
      maxDbConnections: POOLING.maxDbConnections,
      maxDbConnectionsPerReplica: Math.floor(POOLING.maxDbConnections / shape.poolerReplicas),
      maxConnectionsPerPod: POOLING.maxConnectionsPerPod,
    },
  };
  return {
    part,
    reasons: [
      { what: "instanceClass", choice: instanceClass, why: `the cheapest class with ${words}` },
      {
        what: "readReplicas",
        choice: `${shape.readReplicas.min} to ${shape.readReplicas.max} ${replicaClass}`,
        why: "the working set in memory, half of the connections; moved by an alarm's answer",
      },
      {
        what: "maxStorageGib",
        choice: `${part.maxStorageGib}`,
        why: `${STORAGE_GROWTH_FACTOR} times the ${storageGib} GiB that the capacity states`,
      },
    ],
  };
}
