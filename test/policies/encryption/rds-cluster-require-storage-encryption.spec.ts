import { UNKNOWN } from "../../../facts/values";
import { encryptionRdsClusterRequireStorageEncryption } from "../../../policies/encryption/rds-cluster-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionRdsClusterRequireStorageEncryption, {
  type: "aws:rds/cluster:Cluster",
  good: { engine: "aurora-postgresql", storageEncrypted: true },
  cases: {
    "counts the provider's default": [
      { storageEncrypted: undefined },
      ["storageEncrypted is not set, which means false; set it to true."],
    ],
    "names the switch when it is off": [
      { storageEncrypted: false },
      ["storageEncrypted is false; set it to true."],
    ],
    "knows that Serverless v1 always encrypts": [
      { storageEncrypted: undefined, engineMode: "serverless" },
      [],
    ],
    "is undecided when the switch is unknown": [
      { storageEncrypted: UNKNOWN },
      [undecidedMessage("storageEncrypted")],
    ],
  },
});
