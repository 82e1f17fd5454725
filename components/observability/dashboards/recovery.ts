/** What a recovery would lose, and what it would find. */
import { RECOVERY } from "../../../facts/seed";
import type { Region } from "../../../facts/regions";
import { OTHER_METRICS } from "../../../plan/observability/metrics";
import { type Dashboard, type Panel, type Query, prometheus } from "./panel";

/** Seconds that a recovery may lose. */
const RPO_SECONDS = RECOVERY.rpoMinutes * 60;

/** Where the numbers of the cloud are. */
export interface RecoveryPlace {
  readonly database: string;
  readonly primary: Region;
  /** Absent where the cell has no second region. */
  readonly standby?: Region;
}

/** Every replica of a region: its name ends with a generation that changes with each failover. */
function replicaLag(region: Region): Query {
  return {
    source: "cloudwatch",
    namespace: "AWS/RDS",
    metric: "ReplicaLag",
    statistic: "Maximum",
    dimensions: { DBInstanceIdentifier: "*" },
    region,
    legend: region,
  };
}

function ofDatabase({ database, primary }: RecoveryPlace, metric: string): Query {
  return {
    source: "cloudwatch",
    namespace: "AWS/RDS",
    metric,
    statistic: "Maximum",
    dimensions: { DBInstanceIdentifier: database },
    region: primary,
    legend: metric,
  };
}

function panelsOf(place: RecoveryPlace): readonly Panel[] {
  const regions = [place.primary, ...(place.standby === undefined ? [] : [place.standby])];
  return [
    {
      title: "Replicas of the database behind their writer",
      kind: "timeseries",
      unit: "s",
      limit: RPO_SECONDS,
      queries: regions.map(replicaLag),
    },
    {
      title: "Write-ahead log that the slowest replica has not read",
      kind: "timeseries",
      unit: "bytes",
      queries: [ofDatabase(place, "OldestReplicationSlotLag")],
    },
    {
      title: "Time series: seconds since the log was archived",
      kind: "timeseries",
      unit: "s",
      limit: RPO_SECONDS,
      queries: [prometheus(`max(${OTHER_METRICS.timeSeriesArchiveFailure})`, "archive")],
    },
    {
      title: "Time series: replicas behind their primary",
      kind: "timeseries",
      unit: "s",
      queries: [prometheus(`max by (pod) (${OTHER_METRICS.timeSeriesLag})`, "{{pod}}")],
    },
    {
      title: "Time series: age of the last backup",
      kind: "stat",
      unit: "s",
      limit: 2 * 86_400,
      queries: [
        prometheus("time() - max(cnpg_collector_last_available_backup_timestamp)", "last backup"),
      ],
    },
    {
      title: "Time series: instances that are up",
      kind: "stat",
      unit: "short",
      queries: [prometheus(`sum(${OTHER_METRICS.timeSeriesUp})`, "up")],
    },
  ];
}

/**
 * What a recovery would lose.
 *
 * @param place Where the numbers are.
 */
export function recoveryLag(place: RecoveryPlace): Dashboard {
  return { uid: "recovery-lag", title: "Recovery: lag and backups", panels: panelsOf(place) };
}
