import { UNKNOWN } from "../../../facts/values";
import { residencyCloudsqlBackupRequirePlace } from "../../../policies/residency/cloudsql-backup-require-place";
import { specify } from "../../support/policy";

specify(residencyCloudsqlBackupRequirePlace, {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  good: { settings: { backupConfiguration: { enabled: true, location: "europe-west1" } } },
  cases: {
    "names the missing place": [
      { "settings.backupConfiguration.location": undefined },
      [
        "settings.backupConfiguration.location is not set; name the region that may hold the backups.",
      ],
    ],
    "leaves replicas alone, which have no backups": [
      { "settings.backupConfiguration.location": undefined, masterInstanceName: UNKNOWN },
      [],
    ],
  },
});
