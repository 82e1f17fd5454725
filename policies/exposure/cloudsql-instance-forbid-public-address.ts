/** A Cloud SQL instance has no public address, and lets no range of the internet in. */
import { resourcePolicy } from "../frame/policy";
import { limitedRanges } from "../frame/ranges";
import { every } from "../frame/verdict";

/**
 * An instance has a public address unless `ipv4Enabled` is false, even without any
 * `ipConfiguration`. Source: Cloud SQL documentation, "Configure private IP".
 */
export const exposureCloudsqlInstanceForbidPublicAddress = resourcePolicy({
  name: "exposure-cloudsql-instance-forbid-public-address",
  description: "A Cloud SQL instance has no public address, and lets no range of the internet in.",
  types: ["gcp:sql/databaseInstance:DatabaseInstance"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "ipv4Enabled: false, privateNetwork", bad: "ipConfiguration left out" },
  judge: (db) => {
    const config = db.at("settings.ipConfiguration");
    const networks = config.list("authorizedNetworks");
    return every(
      config
        .bool("ipv4Enabled", true)
        .mustBe(false, "set it to false and name a privateNetwork or pscConfigs"),
      networks.isUnknown || networks.entries.length > 0
        ? limitedRanges(networks, "remove the entry", "value")
        : [],
    );
  },
});
