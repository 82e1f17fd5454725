/** A database instance stores its data encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * RDS stores in plain where `storageEncrypted` is not set. A replica in the same region inherits
 * its source's encryption; one in another region names its source by ARN and needs a key there.
 * Source: Amazon RDS User Guide, "Encrypting Amazon RDS resources".
 */
export const encryptionRdsInstanceRequireStorageEncryption = resourcePolicy({
  name: "encryption-rds-instance-require-storage-encryption",
  description: "A database instance stores its data encrypted.",
  types: ["aws:rds/instance:Instance"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "storageEncrypted: true", bad: "storageEncrypted left out" },
  judge: (db) => {
    const replicates = db.at("replicateSourceDb");
    const abroad = typeof replicates.value === "string" && replicates.value.startsWith("arn:");
    if (!replicates.isAbsent && !abroad && !db.keys.includes("storageEncrypted")) return [];
    if (abroad && !db.at("kmsKeyId").isAbsent) return [];
    return db.bool("storageEncrypted", false).mustBe(true, "set it to true");
  },
});
