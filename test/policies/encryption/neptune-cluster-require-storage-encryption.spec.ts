import { UNKNOWN } from "../../../facts/values";
import { encryptionNeptuneClusterRequireStorageEncryption } from "../../../policies/encryption/neptune-cluster-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionNeptuneClusterRequireStorageEncryption, {
  type: "aws:neptune/cluster:Cluster",
  good: { storageEncrypted: true },
  cases: {
    "names the switch when it is off": [
      { storageEncrypted: false },
      ["storageEncrypted is false; set it to true."],
    ],
    "does not take the text false for true": [
      { storageEncrypted: "false" },
      ["storageEncrypted is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { storageEncrypted: UNKNOWN },
      [undecidedMessage("storageEncrypted")],
    ],
    "counts the provider's default": [
      { storageEncrypted: undefined },
      ["storageEncrypted is not set, which means false; set it to true."],
    ],
  },
});
