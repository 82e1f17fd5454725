/** An AlloyDB instance has no public address. */
import { resourcePolicy } from "../frame/policy";

/**
 * An instance is private unless `enablePublicIp` says otherwise. Source: AlloyDB documentation,
 * "Enable public IP".
 */
export const exposureAlloydbInstanceForbidPublicAddress = resourcePolicy({
  name: "exposure-alloydb-instance-forbid-public-address",
  description: "An AlloyDB instance has no public address.",
  types: ["gcp:alloydb/instance:Instance"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "enablePublicIp left out", bad: "enablePublicIp: true" },
  judge: (db) =>
    db.bool("networkConfig.enablePublicIp", false).mustBe(false, "set it to false or remove it"),
});
