/**
 * The plan of a cell: everything that the components build, as plain values. Planners fill it
 * from the configuration, components turn it into resources without arithmetic of their own.
 */
import type { Cloud, Region, Residency } from "../facts/regions";
import type { CostControlPlan } from "./costcontrol";
import type { OriginPlan, ZonePlan } from "./edge/types";
import type { DrPlan } from "./dr";
import type { TenancyPlan } from "./tenancy";
import type { IdentityPlan } from "./identity";

/** An address range in CIDR notation; made only by `parseCidr` in analysis/cidr. */
export type { Cidr } from "../analysis/cidr";
import type { Cidr } from "../analysis/cidr";
import type { TimeSeriesPlan } from "./timeseries";
import type { ObservabilityPlan } from "./observability";

/** Stages of life of the platform. `dev` data may be lost; `staging` and `prod` data may not. */
export type Environment = "dev" | "staging" | "prod";

/** Which of the two sites of a cell. */
export type SiteRole = "primary" | "standby";

/** Subnet tiers. `isolated` has no route out of the network (seed: "Isolated subnet, no internet"). */
export type Tier = "public" | "private" | "isolated";

/** One subnet. Its block never moves when zones or tiers are added. */
export interface SubnetPlan {
  readonly tier: Tier;
  /** Zone name, such as `us-east-1a`. */
  readonly zone: string;
  readonly cidr: Cidr;
}

/** The network of one site. */
export interface NetworkPlan {
  readonly cidr: Cidr;
  readonly zones: readonly string[];
  readonly subnets: readonly SubnetPlan[];
  /** Zones that have a NAT gateway: one zone in dev, every zone in prod. */
  readonly natZones: readonly string[];
  readonly flowLogRetentionDays: number;
}

/** PostgreSQL, relational. */
export interface DataPlan {
  /** Replica generation: part of every data holder's logical and physical name. */
  readonly generation: number;
  /** Major and minor version, such as `17.6`, from the dated table of versions. */
  readonly engineVersion: string;
  /** Parameter group family, such as `postgres17`. */
  readonly parameterFamily: string;
  readonly instanceClass: string;
  /** Class of whatever replays its writes, in this site or the other. */
  readonly replicaClass: string;
  /** Replicas in the same region, behind the pooler's read pool; the least of them is built. */
  readonly readReplicas: { readonly min: number; readonly max: number };
  readonly storageGib: number;
  /** Storage autoscaling limit; the cost policy prices it as the maximum. */
  readonly maxStorageGib: number;
  /** A synchronous standby in another zone (seed: "synchronous for critical data"). */
  readonly multiAz: boolean;
  /** Days of point-in-time recovery. */
  readonly backupRetentionDays: number;
  /** UTC, `hh24:mi-hh24:mi`, at least four hours from the backup plan at 02:00. */
  readonly backupWindow: string;
  /** UTC, `ddd:hh24:mi-ddd:hh24:mi`. */
  readonly maintenanceWindow: string;
  /** False only where the environment's data may be lost. */
  readonly deletionProtection: boolean;
  readonly finalSnapshot: boolean;
  /** PostgreSQL parameters with the reason beside each in plan/data. */
  readonly parameters: readonly {
    readonly name: string;
    readonly value: string;
    readonly apply: "immediate" | "pending-reboot";
  }[];
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Enhanced monitoring interval in seconds; 0 is off. */
  readonly monitoringIntervalSeconds: number;
  readonly pooler: PoolerPlan;
}

/** PgBouncer in transaction mode (seed: 20 connections a pod, 100 a database). */
export interface PoolerPlan {
  readonly image: string;
  readonly replicas: number;
  readonly maxDbConnections: number;
  /** Each pooler's share of them. */
  readonly maxDbConnectionsPerReplica: number;
  readonly maxConnectionsPerPod: number;
}

/** Redis-compatible cache: a cluster for the application, a group without cluster mode as broker. */
export interface CachePlan {
  readonly engine: "valkey";
  readonly engineVersion: string;
  readonly parameterFamily: string;
  readonly cluster: {
    readonly nodeType: string;
    readonly shards: number;
    readonly replicasPerShard: number;
  };
  /** Celery cannot use a cluster as its broker. */
  readonly broker: { readonly nodeType: string; readonly replicas: number };
  readonly snapshotRetentionDays: number;
  readonly snapshotWindow: string;
  readonly maintenanceWindow: string;
}

/** A pool of nodes. */
export interface NodePoolPlan {
  /** Meaning of the pool: `system` (on-demand), `workers` (spot), the time series', a tenant's. */
  readonly role: "system" | "workers" | "timeseries" | `tenant-${string}`;
  readonly instanceTypes: readonly string[];
  readonly purchase: "on-demand" | "spot";
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly desiredNodes: number;
  readonly diskGib: number;
  readonly taints: readonly {
    readonly key: string;
    readonly value: string;
    readonly effect: "NO_SCHEDULE" | "NO_EXECUTE" | "PREFER_NO_SCHEDULE";
  }[];
  /**
   * The first so many zones of the site, for pods whose volumes cannot leave their zone.
   * @default undefined all zones
   */
  readonly zones?: number;
}

/** An add-on that the cluster's vendor manages, pinned. */
export interface AddonPlan {
  readonly name: string;
  readonly version: string;
  /** Values handed to the add-on. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Needs nodes before it becomes active: coredns without nodes times out. */
  readonly needsNodes: boolean;
}

/** An operator installed by a pinned Helm chart. */
export interface OperatorPlan {
  /** Meaning of the operator: `external-secrets`, `keda`, … */
  readonly name: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly namespace: string;
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * Operators that must run before it, by name; they stand before it in the list.
   * @default [] none
   */
  readonly needs?: readonly string[];
  /** Requests of all its pods together, which the nodes must hold. */
  readonly load: { readonly cpuMillis: number; readonly memoryMib: number; readonly pods: number };
  /** Ports on which the API server calls its pods: webhooks, aggregated APIs. */
  readonly calledPorts: readonly number[];
}

/** CPU and memory of one container, as Kubernetes quantities. */
export interface ContainerResources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** Scaling policies of an HPA, spelled as in `autoscaling/v2`. */
export interface ScalingBehavior {
  readonly scaleDown: ScalingRules;
  readonly scaleUp: ScalingRules;
}

/** One direction of scaling. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly policies: readonly {
    readonly type: "Percent" | "Pods";
    readonly value: number;
    readonly periodSeconds: number;
  }[];
}

/** How the number of pods of a workload is decided: exactly one scaler per target. */
export type Scaling =
  | { readonly kind: "fixed"; readonly replicas: number }
  | {
      readonly kind: "resource";
      readonly minReplicas: number;
      readonly maxReplicas: number;
      readonly cpuUtilizationPercent: number;
      readonly memoryUtilizationPercent: number;
      readonly behavior: ScalingBehavior;
    }
  | {
      readonly kind: "queue";
      readonly minReplicas: number;
      readonly maxReplicas: number;
      readonly metric: "celery_queue_depth";
      readonly averageValue: number;
      /** Redis lists whose lengths are summed: one per Celery queue and priority. */
      readonly lists: readonly string[];
      readonly behavior: ScalingBehavior;
    };

/** One of the platform's own workloads. */
export interface WorkloadPlan {
  readonly name: "api-service" | "celery-worker" | "celery-scheduler";
  readonly role: "api" | "worker" | "scheduler";
  /** By digest. */
  readonly image: string;
  readonly command: readonly string[];
  /** Port that the container serves; absent where nothing connects to it. */
  readonly port?: number;
  readonly resources: ContainerResources;
  readonly scaling: Scaling;
  /**
   * How a new version replaces the old one.
   * @default "RollingUpdate"
   */
  readonly strategy?: "RollingUpdate" | "Recreate";
  /** The pool that it runs on. */
  readonly pool: NodePoolPlan["role"];
  /** Pods that may be away at once during a voluntary disruption. */
  readonly maxUnavailable: number;
  /** Seconds a pod has to finish its work after SIGTERM. */
  readonly terminationGraceSeconds: number;
  readonly readsDatabase: boolean;
  readonly readsCache: boolean;
  readonly readsBroker: boolean;
}

/** Cluster, nodes and workloads. */
export interface ComputePlan {
  readonly clusterName: string;
  readonly kubernetesVersion: string;
  /** Ranges that reach the API server from outside; empty means from inside the network only. */
  readonly apiServerCidrs: readonly Cidr[];
  /** Range of the Services in the cluster; outside of every network block of the cell. */
  readonly serviceCidr: Cidr;
  readonly logRetentionDays: number;
  readonly nodePools: readonly NodePoolPlan[];
  readonly addons: readonly AddonPlan[];
  readonly operators: readonly OperatorPlan[];
  readonly namespace: string;
  readonly workloads: readonly WorkloadPlan[];
  /** Origins that browsers may call the API from (seed: "CORS: Restricted to known domains"). */
  readonly corsOrigins: readonly string[];
}

/** One site of the cell. */
export interface SitePlan {
  readonly role: SiteRole;
  readonly region: Region;
  readonly network: NetworkPlan;
  readonly data: DataPlan;
  readonly cache: CachePlan;
  readonly timeSeries: TimeSeriesPlan;
  readonly compute: ComputePlan;
  readonly edge: OriginPlan;
  readonly tenancy: TenancyPlan;
  readonly identity: IdentityPlan;
  /** What watches it. */
  readonly observability: ObservabilityPlan;
}

/** Why the planner chose what it chose; printed by `platform`, read by reviewers. */
export interface Reason {
  /** Path in the plan, such as `primary.data.instanceClass`. */
  readonly what: string;
  readonly choice: string;
  readonly why: string;
}

/** The standard tags, as facts/tags spells the keys. */
export type Tags = Readonly<Record<string, string>>;

/** Everything that one stack builds. */
export interface CellPlan {
  readonly stack: string;
  readonly cloud: Cloud;
  readonly environment: Environment;
  readonly residency: Residency;
  readonly accountId: string;
  readonly domain: string;
  /** What holds data refuses to be deleted: everywhere but in `dev`, until a cell is to go. */
  readonly protected: boolean;
  /** Tags that every resource carries; a component adds `component` and `data-class`. */
  readonly tags: Tags;
  /** The zone before all sites. */
  readonly edge: ZonePlan;
  /** Budgets, anomalies and idle things of the account. */
  readonly costControl: CostControlPlan;
  readonly primary: SitePlan;
  /** Addresses of the standby site; absent where the cell has none. */
  readonly standby?: { readonly region: Region; readonly network: NetworkPlan };
  readonly dr: DrPlan;
  readonly reasons: readonly Reason[];
}
