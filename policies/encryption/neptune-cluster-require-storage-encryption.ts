/** A Neptune cluster stores its data encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * Neptune stores in plain where `storageEncrypted` is not set. Source: Amazon Neptune User Guide,
 * "Encrypting data at rest".
 */
export const encryptionNeptuneClusterRequireStorageEncryption = resourcePolicy({
  name: "encryption-neptune-cluster-require-storage-encryption",
  description: "A Neptune cluster stores its data encrypted.",
  types: ["aws:neptune/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "storageEncrypted: true", bad: "storageEncrypted left out" },
  judge: (inputs) => inputs.bool("storageEncrypted", false).mustBe(true, "set it to true"),
});
