/** In production a database survives the loss of a zone. */
import { resourcePolicy } from "../frame/policy";

/**
 * A single instance is the default; a read replica may stay in one zone. Source: Amazon RDS User
 * Guide, "Multi-AZ DB instance deployments"; seed, Architecture Principles: "99.9%+ uptime".
 */
export const resilienceRdsInstanceRequireMultiAz = resourcePolicy({
  name: "resilience-rds-instance-require-multi-az",
  description: "In production a database survives the loss of a zone.",
  types: ["aws:rds/instance:Instance"],
  frameworks: ["SOC 2 A1.2"],
  example: { good: "multiAz: true", bad: "multiAz left out" },
  judge: (db, { context }) => {
    if (!context.settings.production || !db.at("replicateSourceDb").isAbsent) return [];
    return db.bool("multiAz", false).mustBe(true, "set it to true");
  },
});
