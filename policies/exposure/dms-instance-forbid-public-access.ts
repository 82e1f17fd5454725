/** A replication instance has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * The vendor gives a public address unless told otherwise. Source: AWS DMS User Guide, "Working
 * with replication instances".
 */
export const exposureDmsInstanceForbidPublicAccess = resourcePolicy({
  name: "exposure-dms-instance-forbid-public-access",
  description: "A replication instance has no public address.",
  types: ["aws:dms/replicationInstance:ReplicationInstance"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "publiclyAccessible: false", bad: "publiclyAccessible: true" },
  judge: (inputs) => inputs.bool("publiclyAccessible", true).mustBe(false, "set it to false"),
});
