import { UNKNOWN } from "../../../facts/values";
import { encryptionRedshiftClusterRequireStorageEncryption } from "../../../policies/encryption/redshift-cluster-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionRedshiftClusterRequireStorageEncryption, {
  type: "aws:redshift/cluster:Cluster",
  good: { encrypted: true },
  cases: {
    "names the switch when it is off": [
      { encrypted: false },
      ["encrypted is false; set it to true."],
    ],
    "does not take the text false for true": [
      { encrypted: "false" },
      ["encrypted is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { encrypted: UNKNOWN },
      [undecidedMessage("encrypted")],
    ],
    "accepts the provider's default": [{ encrypted: undefined }, []],
  },
});
