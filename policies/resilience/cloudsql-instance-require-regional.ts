/** In production a Cloud SQL instance survives the loss of a zone. */
import { resourcePolicy } from "../frame/policy";

/**
 * `availabilityType` defaults to ZONAL. Source: Cloud SQL documentation, "About high
 * availability".
 */
export const resilienceCloudsqlInstanceRequireRegional = resourcePolicy({
  name: "resilience-cloudsql-instance-require-regional",
  description: "In production a Cloud SQL instance survives the loss of a zone.",
  types: ["gcp:sql/databaseInstance:DatabaseInstance"],
  frameworks: ["SOC 2 A1.2"],
  example: { good: 'availabilityType: "REGIONAL"', bad: "availabilityType left out" },
  judge: (db, { context }) =>
    context.settings.production && db.at("masterInstanceName").isAbsent
      ? db.text("settings.availabilityType", "ZONAL").mustBe("REGIONAL", 'set it to "REGIONAL"')
      : [],
});
