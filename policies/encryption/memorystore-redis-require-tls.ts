/** A Memorystore for Redis instance talks TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * `transitEncryptionMode` defaults to DISABLED. Source: Memorystore documentation, "In-transit
 * encryption".
 */
export const encryptionMemorystoreRedisRequireTls = resourcePolicy({
  name: "encryption-memorystore-redis-require-tls",
  description: "A Memorystore for Redis instance talks TLS.",
  types: ["gcp:redis/instance:Instance"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: 'transitEncryptionMode: "SERVER_AUTHENTICATION"',
    bad: "transitEncryptionMode left out",
  },
  judge: (cache) =>
    cache
      .text("transitEncryptionMode", "DISABLED")
      .mustBe("SERVER_AUTHENTICATION", 'set it to "SERVER_AUTHENTICATION"'),
});
