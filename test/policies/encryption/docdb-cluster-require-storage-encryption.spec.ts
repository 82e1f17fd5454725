import { UNKNOWN } from "../../../facts/values";
import { encryptionDocdbClusterRequireStorageEncryption } from "../../../policies/encryption/docdb-cluster-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionDocdbClusterRequireStorageEncryption, {
  type: "aws:docdb/cluster:Cluster",
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
