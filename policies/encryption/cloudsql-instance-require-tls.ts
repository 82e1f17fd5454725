/** A Cloud SQL instance refuses clients without TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * Plain connections are allowed unless `sslMode` says otherwise. Source: Cloud SQL documentation,
 * "Configure SSL/TLS certificates".
 */
export const encryptionCloudsqlInstanceRequireTls = resourcePolicy({
  name: "encryption-cloudsql-instance-require-tls",
  description: "A Cloud SQL instance refuses clients without TLS.",
  types: ["gcp:sql/databaseInstance:DatabaseInstance"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: 'sslMode: "ENCRYPTED_ONLY"', bad: "sslMode left out" },
  judge: (db) => {
    const mode = db.text("settings.ipConfiguration.sslMode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED");
    return mode.mustBeOneOf(
      ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"],
      'set it to "ENCRYPTED_ONLY"',
    );
  },
});
