/** A warehouse stores its data encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * The provider encrypts unless `encrypted` says otherwise, and it takes the switch as a text.
 * Source: the provider's documentation of `encrypted`; Amazon Redshift Management Guide, "Amazon
 * Redshift database encryption".
 */
export const encryptionRedshiftClusterRequireStorageEncryption = resourcePolicy({
  name: "encryption-redshift-cluster-require-storage-encryption",
  description: "A warehouse stores its data encrypted.",
  types: ["aws:redshift/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "encrypted: true", bad: "encrypted: false" },
  judge: (inputs) => inputs.bool("encrypted", true).mustBe(true, "set it to true"),
});
