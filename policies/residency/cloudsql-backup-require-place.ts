/** Backups of a Cloud SQL instance name their place. */
import { resourcePolicy } from "../frame/policy";

/**
 * Without a location the vendor chooses the closest multi-region, which for Europe includes places
 * outside of the European Union. Source: Cloud SQL documentation, "Custom backup locations".
 */
export const residencyCloudsqlBackupRequirePlace = resourcePolicy({
  name: "residency-cloudsql-backup-require-place",
  description: "Backups of a Cloud SQL instance name their place.",
  types: ["gcp:sql/databaseInstance:DatabaseInstance"],
  frameworks: ["GDPR Art. 44"],
  example: { good: 'location: "europe-west1"', bad: "location left out" },
  judge: (db) => {
    const backups = db.at("settings.backupConfiguration");
    if (backups.isUnknown || !db.at("masterInstanceName").isAbsent) return [];
    if (backups.bool("enabled", false).value === false) return [];
    return backups
      .text("location", undefined)
      .mustBeSet("name the region that may hold the backups");
  },
});
