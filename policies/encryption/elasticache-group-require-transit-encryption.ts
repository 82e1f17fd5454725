/** A cache group talks TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * `transitEncryptionEnabled` defaults to false for Redis and to true for Valkey; Redis is the
 * engine where none is named. Source: the provider's documentation of `transitEncryptionEnabled`.
 */
export const encryptionElasticacheGroupRequireTransitEncryption = resourcePolicy({
  name: "encryption-elasticache-group-require-transit-encryption",
  description: "A cache group talks TLS.",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: {
    good: "transitEncryptionEnabled: true",
    bad: "engine: redis without transitEncryptionEnabled",
  },
  judge: (cache) => {
    const engine = cache.text("engine", "redis").value;
    return cache
      .bool("transitEncryptionEnabled", engine === "valkey")
      .mustBe(true, "set it to true");
  },
});
