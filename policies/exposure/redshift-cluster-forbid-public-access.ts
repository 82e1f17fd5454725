/** A warehouse has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * An unset `publiclyAccessible` is false since 2025. Source: the provider's documentation of
 * `publiclyAccessible`.
 */
export const exposureRedshiftClusterForbidPublicAccess = resourcePolicy({
  name: "exposure-redshift-cluster-forbid-public-access",
  description: "A warehouse has no public address.",
  types: ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "publiclyAccessible left out", bad: "publiclyAccessible: true" },
  judge: (inputs) =>
    inputs.bool("publiclyAccessible", false).mustBe(false, "set it to false or remove it"),
});
