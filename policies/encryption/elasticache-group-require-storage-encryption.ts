/** A cache group stores its snapshots and swap encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * `atRestEncryptionEnabled` defaults to false for Redis and to true for Valkey; Redis is the
 * engine where none is named. Source: the provider's documentation of `atRestEncryptionEnabled`.
 */
export const encryptionElasticacheGroupRequireStorageEncryption = resourcePolicy({
  name: "encryption-elasticache-group-require-storage-encryption",
  description: "A cache group stores its snapshots and swap encrypted.",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: {
    good: "atRestEncryptionEnabled: true",
    bad: "engine: redis without atRestEncryptionEnabled",
  },
  judge: (cache) => {
    const engine = cache.text("engine", "redis").value;
    return cache
      .bool("atRestEncryptionEnabled", engine === "valkey")
      .mustBe(true, "set it to true");
  },
});
