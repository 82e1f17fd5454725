import { UNKNOWN } from "../../../facts/values";
import { encryptionGkeClusterRequireOwnSecretKey } from "../../../policies/encryption/gke-cluster-require-own-secret-key";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionGkeClusterRequireOwnSecretKey, {
  type: "gcp:container/cluster:Cluster",
  good: { databaseEncryption: { state: "ENCRYPTED", keyName: UNKNOWN } },
  cases: {
    "counts the service's default": [
      { databaseEncryption: undefined },
      [
        'databaseEncryption.state is not set, which means "DECRYPTED"; set it to "ENCRYPTED".',
        "databaseEncryption.keyName is not set; name a key.",
      ],
    ],
    "is undecided when the state is unknown": [
      { "databaseEncryption.state": UNKNOWN },
      [undecidedMessage("databaseEncryption.state")],
    ],
  },
});
