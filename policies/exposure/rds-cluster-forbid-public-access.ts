/** A Multi-AZ database cluster has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * An unset `publiclyAccessible` is false. Source: Amazon RDS User Guide, "Hiding a DB instance in
 * a VPC from the internet".
 */
export const exposureRdsClusterForbidPublicAccess = resourcePolicy({
  name: "exposure-rds-cluster-forbid-public-access",
  description: "A Multi-AZ database cluster has no public address.",
  types: ["aws:rds/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "publiclyAccessible left out", bad: "publiclyAccessible: true" },
  judge: (inputs) =>
    inputs.bool("publiclyAccessible", false).mustBe(false, "set it to false or remove it"),
});
