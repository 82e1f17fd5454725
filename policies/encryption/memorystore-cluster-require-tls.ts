/** A Memorystore for Redis cluster talks TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * `transitEncryptionMode` defaults to TRANSIT_ENCRYPTION_MODE_DISABLED. Source: Memorystore
 * documentation, "In-transit encryption".
 */
export const encryptionMemorystoreClusterRequireTls = resourcePolicy({
  name: "encryption-memorystore-cluster-require-tls",
  description: "A Memorystore for Redis cluster talks TLS.",
  types: ["gcp:redis/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: 'transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION"',
    bad: "transitEncryptionMode left out",
  },
  judge: (cache) =>
    cache
      .text("transitEncryptionMode", "TRANSIT_ENCRYPTION_MODE_DISABLED")
      .mustBe(
        "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
        'set it to "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION"',
      ),
});
