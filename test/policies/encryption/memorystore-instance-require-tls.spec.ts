import { UNKNOWN } from "../../../facts/values";
import { encryptionMemorystoreInstanceRequireTls } from "../../../policies/encryption/memorystore-instance-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionMemorystoreInstanceRequireTls, {
  type: "gcp:memorystore/instance:Instance",
  good: { transitEncryptionMode: "SERVER_AUTHENTICATION" },
  cases: {
    "counts the service's default": [
      { transitEncryptionMode: undefined },
      [
        'transitEncryptionMode is not set, which means "TRANSIT_ENCRYPTION_DISABLED"; set it to "SERVER_AUTHENTICATION".',
      ],
    ],
    "is undecided when the mode is unknown": [
      { transitEncryptionMode: UNKNOWN },
      [undecidedMessage("transitEncryptionMode")],
    ],
  },
});
