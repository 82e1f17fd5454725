import { UNKNOWN } from "../../../facts/values";
import { resilienceRdsInstanceRequireBackups } from "../../../policies/resilience/rds-instance-require-backups";
import { DEV, specify, undecidedMessage } from "../../support/policy";

specify(resilienceRdsInstanceRequireBackups, {
  type: "aws:rds/instance:Instance",
  good: { backupRetentionPeriod: 14 },
  cases: {
    "counts the provider's default": [
      { backupRetentionPeriod: undefined },
      ["backupRetentionPeriod is not set, which means 0; set it to 7 days or more."],
    ],
    "takes zero for a value": [
      { backupRetentionPeriod: 0 },
      ["backupRetentionPeriod is 0; set it to 7 days or more."],
    ],
    "names a week cut short": [
      { backupRetentionPeriod: 6 },
      ["backupRetentionPeriod is 6; set it to 7 days or more."],
    ],
    "leaves read replicas alone": [
      { backupRetentionPeriod: undefined, replicateSourceDb: UNKNOWN },
      [],
    ],
    "is undecided when the days are unknown": [
      { backupRetentionPeriod: UNKNOWN },
      [undecidedMessage("backupRetentionPeriod")],
    ],
  },
});

specify(resilienceRdsInstanceRequireBackups, {
  type: "aws:rds/instance:Instance",
  good: { backupRetentionPeriod: 1 },
  settings: DEV,
  cases: {
    "demands a day elsewhere": [
      { backupRetentionPeriod: 0 },
      ["backupRetentionPeriod is 0; set it to 1 days or more."],
    ],
  },
});
