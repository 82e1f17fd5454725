/** A MemoryDB cluster talks TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * TLS is on unless `tlsEnabled` says otherwise. Source: the provider's documentation of
 * `tlsEnabled`.
 */
export const encryptionMemorydbClusterRequireTransitEncryption = resourcePolicy({
  name: "encryption-memorydb-cluster-require-transit-encryption",
  description: "A MemoryDB cluster talks TLS.",
  types: ["aws:memorydb/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "tlsEnabled: true", bad: "tlsEnabled: false" },
  judge: (inputs) => inputs.bool("tlsEnabled", true).mustBe(true, "set it to true"),
});
