import { UNKNOWN } from "../../../facts/values";
import { encryptionElasticacheClusterForbidPlainEngine } from "../../../policies/encryption/elasticache-cluster-forbid-plain-engine";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionElasticacheClusterForbidPlainEngine, {
  type: "aws:elasticache/cluster:Cluster",
  good: { engine: "memcached", transitEncryptionEnabled: true },
  cases: {
    "names Memcached without TLS": [
      { transitEncryptionEnabled: undefined },
      ["transitEncryptionEnabled is not set, which means false; set it to true."],
    ],
    "names Redis, which cannot be encrypted": [
      { engine: "redis" },
      ['engine is "redis"; use an encrypted aws.elasticache.ReplicationGroup.'],
    ],
    "leaves members of a group to the group's policy": [
      { engine: undefined, replicationGroupId: UNKNOWN },
      [],
    ],
    "is undecided when the engine is unknown": [{ engine: UNKNOWN }, [undecidedMessage("engine")]],
  },
});
