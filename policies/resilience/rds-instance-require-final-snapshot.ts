/** In production the deletion of a data store leaves a snapshot. */
import { resourcePolicy } from "../frame/policy";

/**
 * A final snapshot is taken unless `skipFinalSnapshot` says otherwise. Source: the provider's
 * documentation of `skipFinalSnapshot`.
 */
export const resilienceRdsInstanceRequireFinalSnapshot = resourcePolicy({
  name: "resilience-rds-instance-require-final-snapshot",
  description: "In production the deletion of a data store leaves a snapshot.",
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:redshift/cluster:Cluster",
  ],
  frameworks: ["SOC 2 A1.2"],
  example: { good: "skipFinalSnapshot left out", bad: "skipFinalSnapshot: true" },
  judge: (store, { context }) =>
    context.settings.production && store.at("replicateSourceDb").isAbsent
      ? store
          .bool("skipFinalSnapshot", false)
          .mustBe(false, "set it to false and name a finalSnapshotIdentifier")
      : [],
});
