/** Disaster recovery of a cell, as plain values. */
import type { ContainerResources, SitePlan } from "../cell";
import type { CellConfig } from "../config/schema";
import type { SiteMarker } from "../site";
import type { RecoveryBudget } from "./budget";

/** How much of a second site a cell has. */
export type DrMode = CellConfig["dr"]["mode"];

/** One rule of the backup plan. */
export interface BackupRulePlan {
  readonly name: "daily" | "weekly" | "monthly";
  /** UTC, as AWS Backup spells it: `cron(0 2 * * ? *)`. */
  readonly schedule: string;
  readonly keepDays: number;
}

/** Backups beside the point-in-time recovery of each store. */
export interface BackupsPlan {
  readonly rules: readonly BackupRulePlan[];
  /** Minutes in which a backup begins, and ends. */
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
  /**
   * Bounds of what the vaults keep, in governance mode: whoever may change the lock may lift it.
   * Compliance mode would keep personal data beyond an order to erase it.
   */
  readonly lock: { readonly minDays: number; readonly maxDays: number };
}

/** The application's own objects. */
export interface ObjectsPlan {
  /** Replica generation of the buckets. */
  readonly generation: number;
  /** Days after which objects go to a class that costs less. */
  readonly coldAfterDays: number;
  /** Days for which a deleted or overwritten version can be brought back. */
  readonly noncurrentDays: number;
}

/** The replica of the relational database in the standby region. */
export interface ReplicaPlan {
  readonly generation: number;
  /** Large enough to replay; serves nobody. */
  readonly instanceClass: string;
  /** What the workflow makes of it at promotion. */
  readonly promotedClass: string;
  /** One day: a replica with backups is promoted without a first one; the writer has the history. */
  readonly backupRetentionDays: number;
  /** Days from the promotion on. */
  readonly promotedRetentionDays: number;
}

/** Ships the outbox of the database to replicated storage. */
export interface OutboxPlan {
  /** psql and the cloud's command line. */
  readonly image: string;
  readonly intervalSeconds: number;
  readonly batchRows: number;
  readonly resources: ContainerResources;
}

/** Watches the active site from the standby region. */
export interface DetectorPlan {
  /** As EventBridge Scheduler spells it. */
  readonly schedule: string;
  readonly publicUrl: string;
  /** Says what it would do, and does not: a promotion cannot be undone. */
  readonly dryRun: boolean;
  readonly replicaLagSeconds: number;
}

/** Moves the cell to its standby site. */
export interface FailoverPlan {
  /** Image with the program, by digest: the job runs what was deployed. */
  readonly programImage: string;
  readonly marker: SiteMarker;
  /** Nodes that the workflow asks for, by pool. */
  readonly nodes: readonly { readonly pool: string; readonly desired: number }[];
  readonly healthUrl: string;
}

/** The site that stands still beside the active one. */
export interface StandbyPlan {
  /** What stands there, at the size at which it stands. */
  readonly site: SitePlan;
  readonly replica: ReplicaPlan;
  readonly outbox: OutboxPlan;
  readonly detector: DetectorPlan;
  readonly failover: FailoverPlan;
}

/** Disaster recovery of a cell. */
export interface DrPlan {
  readonly mode: DrMode;
  readonly objects: ObjectsPlan;
  /** Absent where the data may be lost. */
  readonly backups?: BackupsPlan;
  /** Absent where nothing stands in a second region but backups. */
  readonly standby?: StandbyPlan;
  readonly budget?: RecoveryBudget;
}
