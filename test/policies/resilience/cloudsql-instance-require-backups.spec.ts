import { UNKNOWN } from "../../../facts/values";
import { resilienceCloudsqlInstanceRequireBackups } from "../../../policies/resilience/cloudsql-instance-require-backups";
import { specify } from "../../support/policy";

specify(resilienceCloudsqlInstanceRequireBackups, {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  good: {
    databaseVersion: "POSTGRES_17",
    settings: { backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true } },
  },
  cases: {
    "counts the service's defaults": [
      { settings: {} },
      [
        "settings.backupConfiguration.enabled is not set, which means false; set it to true.",
        "settings.backupConfiguration.pointInTimeRecoveryEnabled is not set, which means false; set it to true.",
      ],
    ],
    "leaves replicas alone": [{ settings: {}, masterInstanceName: UNKNOWN }, []],
  },
});
