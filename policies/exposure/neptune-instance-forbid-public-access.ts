/** A graph database instance has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * An unset `publiclyAccessible` is false. Source: Amazon Neptune User Guide, "Neptune public
 * endpoints".
 */
export const exposureNeptuneInstanceForbidPublicAccess = resourcePolicy({
  name: "exposure-neptune-instance-forbid-public-access",
  description: "A graph database instance has no public address.",
  types: ["aws:neptune/clusterInstance:ClusterInstance"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "publiclyAccessible left out", bad: "publiclyAccessible: true" },
  judge: (inputs) =>
    inputs.bool("publiclyAccessible", false).mustBe(false, "set it to false or remove it"),
});
