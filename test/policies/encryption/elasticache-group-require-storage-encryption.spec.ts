import { UNKNOWN } from "../../../facts/values";
import { encryptionElasticacheGroupRequireStorageEncryption } from "../../../policies/encryption/elasticache-group-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionElasticacheGroupRequireStorageEncryption, {
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  good: { engine: "redis", atRestEncryptionEnabled: true },
  cases: {
    "counts the default of Redis": [
      { atRestEncryptionEnabled: undefined },
      ["atRestEncryptionEnabled is not set, which means false; set it to true."],
    ],
    "counts the default of an engine that is not known yet as the bad one": [
      { engine: UNKNOWN, atRestEncryptionEnabled: undefined },
      ["atRestEncryptionEnabled is not set, which means false; set it to true."],
    ],
    "counts the default of Valkey": [{ engine: "valkey", atRestEncryptionEnabled: undefined }, []],
    "names the switch when Valkey turns it off": [
      { engine: "valkey", atRestEncryptionEnabled: false },
      ["atRestEncryptionEnabled is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { atRestEncryptionEnabled: UNKNOWN },
      [undecidedMessage("atRestEncryptionEnabled")],
    ],
  },
});
