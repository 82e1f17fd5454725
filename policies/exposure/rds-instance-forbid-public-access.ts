/** A database instance has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * An unset `publiclyAccessible` is false. Source: Amazon RDS User Guide, "Hiding a DB instance in
 * a VPC from the internet".
 */
export const exposureRdsInstanceForbidPublicAccess = resourcePolicy({
  name: "exposure-rds-instance-forbid-public-access",
  description: "A database instance has no public address.",
  types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "publiclyAccessible left out", bad: "publiclyAccessible: true" },
  judge: (inputs) =>
    inputs.bool("publiclyAccessible", false).mustBe(false, "set it to false or remove it"),
});
