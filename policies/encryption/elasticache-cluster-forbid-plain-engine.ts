/** A single cache cluster is a member of an encrypted group, or Memcached with TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * A Redis or Valkey cluster outside of a replication group cannot be encrypted; Memcached takes
 * TLS only. Source: the provider's documentation of `transitEncryptionEnabled`; Amazon ElastiCache
 * User Guide, "Data security".
 */
export const encryptionElasticacheClusterForbidPlainEngine = resourcePolicy({
  name: "encryption-elasticache-cluster-forbid-plain-engine",
  description: "A single cache cluster is a member of an encrypted group, or Memcached with TLS.",
  types: ["aws:elasticache/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "engine: memcached, transitEncryptionEnabled: true", bad: "engine: redis" },
  judge: (cache) => {
    if (!cache.at("replicationGroupId").isAbsent) return [];
    const engine = cache.text("engine", "redis");
    if (engine.value === "memcached") {
      return cache.bool("transitEncryptionEnabled", false).mustBe(true, "set it to true");
    }
    return engine.mustBe("memcached", "use an encrypted aws.elasticache.ReplicationGroup");
  },
});
