/** A snapshot is shared with nobody in public. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided } from "../frame/verdict";

/**
 * The account `all` in `sharedAccounts` makes a snapshot public. Source: Amazon RDS User Guide,
 * "Sharing a DB snapshot".
 */
export const exposureSnapshotForbidPublicSharing = resourcePolicy({
  name: "exposure-snapshot-forbid-public-sharing",
  description: "A snapshot is shared with nobody in public.",
  types: [
    "aws:rds/snapshot:Snapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    "aws:docdb/clusterSnapshot:ClusterSnapshot",
    "aws:neptune/clusterSnapshot:ClusterSnapshot",
  ],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: 'sharedAccounts: ["111122223333"]', bad: 'sharedAccounts: ["all"]' },
  judge: (snapshot) => {
    const accounts = snapshot.list("sharedAccounts");
    if (accounts.isUnknown) return undecided(accounts.path);
    return every(
      ...accounts.entries.map((entry) =>
        entry.text("", "").must((account) => account !== "all", "name single accounts"),
      ),
    );
  },
});
