/** A DocumentDB cluster stores its data encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * DocumentDB stores in plain where `storageEncrypted` is not set. Source: Amazon DocumentDB
 * Developer Guide, "Encrypting data at rest".
 */
export const encryptionDocdbClusterRequireStorageEncryption = resourcePolicy({
  name: "encryption-docdb-cluster-require-storage-encryption",
  description: "A DocumentDB cluster stores its data encrypted.",
  types: ["aws:docdb/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "storageEncrypted: true", bad: "storageEncrypted left out" },
  judge: (inputs) => inputs.bool("storageEncrypted", false).mustBe(true, "set it to true"),
});
