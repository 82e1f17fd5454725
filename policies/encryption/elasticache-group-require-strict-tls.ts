/** A cache group refuses clients without TLS. */
import { resourcePolicy } from "../frame/policy";

/**
 * The mode `preferred` lets clients without TLS in, for migrations; left out, it is `required`.
 * Source: Amazon ElastiCache User Guide, "In-transit encryption (TLS)".
 */
export const encryptionElasticacheGroupRequireStrictTls = resourcePolicy({
  name: "encryption-elasticache-group-require-strict-tls",
  description: "A cache group refuses clients without TLS.",
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "transitEncryptionMode: required", bad: "transitEncryptionMode: preferred" },
  judge: (cache) =>
    cache
      .text("transitEncryptionMode", "required")
      .mustBe("required", 'set it to "required" or remove it'),
});
