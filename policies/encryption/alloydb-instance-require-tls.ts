/** An AlloyDB instance refuses clients without TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * The service encrypts every connection unless `sslMode` allows plain ones. Source: AlloyDB
 * documentation, "Configure SSL enforcement mode".
 */
export const encryptionAlloydbInstanceRequireTls = resourcePolicy({
  name: "encryption-alloydb-instance-require-tls",
  description: "An AlloyDB instance refuses clients without TLS.",
  types: ["gcp:alloydb/instance:Instance"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "sslMode left out", bad: 'sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED"' },
  judge: (db) =>
    db
      .text("clientConnectionConfig.sslConfig.sslMode", "ENCRYPTED_ONLY")
      .mustBe("ENCRYPTED_ONLY", 'set it to "ENCRYPTED_ONLY" or remove it'),
});
