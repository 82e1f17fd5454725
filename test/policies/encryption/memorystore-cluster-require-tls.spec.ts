import { UNKNOWN } from "../../../facts/values";
import { encryptionMemorystoreClusterRequireTls } from "../../../policies/encryption/memorystore-cluster-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionMemorystoreClusterRequireTls, {
  type: "gcp:redis/cluster:Cluster",
  good: { transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" },
  cases: {
    "counts the service's default": [
      { transitEncryptionMode: undefined },
      [
        'transitEncryptionMode is not set, which means "TRANSIT_ENCRYPTION_MODE_DISABLED"; set it to "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION".',
      ],
    ],
    "is undecided when the mode is unknown": [
      { transitEncryptionMode: UNKNOWN },
      [undecidedMessage("transitEncryptionMode")],
    ],
  },
});
