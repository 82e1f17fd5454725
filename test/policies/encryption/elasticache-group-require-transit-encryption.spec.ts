import { UNKNOWN } from "../../../facts/values";
import { encryptionElasticacheGroupRequireTransitEncryption } from "../../../policies/encryption/elasticache-group-require-transit-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionElasticacheGroupRequireTransitEncryption, {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  good: { engine: "redis", transitEncryptionEnabled: true },
  cases: {
    "counts the default of Redis": [
      { transitEncryptionEnabled: undefined },
      ["transitEncryptionEnabled is not set, which means false; set it to true."],
    ],
    "counts the default of an engine that is not known yet as the bad one": [
      { engine: UNKNOWN, transitEncryptionEnabled: undefined },
      ["transitEncryptionEnabled is not set, which means false; set it to true."],
    ],
    "counts the default of Valkey": [{ engine: "valkey", transitEncryptionEnabled: undefined }, []],
    "names the switch when Valkey turns it off": [
      { engine: "valkey", transitEncryptionEnabled: false },
      ["transitEncryptionEnabled is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { transitEncryptionEnabled: UNKNOWN },
      [undecidedMessage("transitEncryptionEnabled")],
    ],
  },
});
