/** What a recovery would lose: replication and backups that fall behind. */
import { RECOVERY } from "../../../facts/seed";
import { OTHER_METRICS } from "../metrics";
import type { RuleGroup } from "./rule";

/** Half of the recovery point objective leaves time to act. */
const WARN_SECONDS = (RECOVERY.rpoMinutes * 60) / 2;

/** Seconds that a replica in the same region may be behind: our assumption. */
const REPLICA_LAG_SECONDS = 60;

/** Alerts on the recovery of the time series; the relational replica has an alarm: alarms.ts. */
export const RECOVERY_POINT: RuleGroup = {
  name: "recovery-point",
  recordings: [],
  alerts: [
    {
      alert: "TimeSeriesArchiveLag",
      kind: "database",
      severity: "critical",
      expr: `max(${OTHER_METRICS.timeSeriesArchiveFailure}) > ${WARN_SECONDS}`,
      for: "5m",
      summary: "The write-ahead log of the time series has not been archived for half an hour",
      source: "seed, Recovery Objectives: RPO < 1 hour, WAL archiving",
    },
    {
      alert: "TimeSeriesReplicaLag",
      kind: "database",
      severity: "warning",
      expr: `max by (pod) (${OTHER_METRICS.timeSeriesLag}) > ${REPLICA_LAG_SECONDS}`,
      for: "10m",
      summary: "{{ $labels.pod }} is {{ $value | humanizeDuration }} behind its primary",
      source: "seed, Data Replication",
    },
  ],
};
