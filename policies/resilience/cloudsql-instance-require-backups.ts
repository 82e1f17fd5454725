/** A Cloud SQL instance keeps backups and can be restored to any point. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * Both are off unless the program turns them on; replicas have none. Source: Cloud SQL
 * documentation, "About Cloud SQL backups"; seed, Database Backups.
 */
export const resilienceCloudsqlInstanceRequireBackups = resourcePolicy({
  name: "resilience-cloudsql-instance-require-backups",
  description: "A Cloud SQL instance keeps backups and can be restored to any point.",
  types: ["gcp:sql/databaseInstance:DatabaseInstance"],
  frameworks: ["SOC 2 A1.2", "GDPR Art. 32"],
  example: {
    good: "backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true }",
    bad: "backupConfiguration left out",
  },
  judge: (db) => {
    if (!db.at("masterInstanceName").isAbsent) return [];
    const backups = db.at("settings.backupConfiguration");
    const mysql = (db.text("databaseVersion", "").value ?? "").startsWith("MYSQL");
    return every(
      backups.bool("enabled", false).mustBe(true, "set it to true"),
      backups
        .bool(mysql ? "binaryLogEnabled" : "pointInTimeRecoveryEnabled", false)
        .mustBe(true, "set it to true"),
    );
  },
});
