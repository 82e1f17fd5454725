/** A Memorystore for Valkey instance talks TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * `transitEncryptionMode` defaults to TRANSIT_ENCRYPTION_DISABLED. Source: Memorystore
 * documentation, "In-transit encryption".
 */
export const encryptionMemorystoreInstanceRequireTls = resourcePolicy({
  name: "encryption-memorystore-instance-require-tls",
  description: "A Memorystore for Valkey instance talks TLS.",
  types: ["gcp:memorystore/instance:Instance"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: 'transitEncryptionMode: "SERVER_AUTHENTICATION"',
    bad: "transitEncryptionMode left out",
  },
  judge: (cache) =>
    cache
      .text("transitEncryptionMode", "TRANSIT_ENCRYPTION_DISABLED")
      .mustBe("SERVER_AUTHENTICATION", 'set it to "SERVER_AUTHENTICATION"'),
});
