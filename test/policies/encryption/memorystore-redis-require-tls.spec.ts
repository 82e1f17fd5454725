import { UNKNOWN } from "../../../facts/values";
import { encryptionMemorystoreRedisRequireTls } from "../../../policies/encryption/memorystore-redis-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionMemorystoreRedisRequireTls, {
  type: "gcp:redis/instance:Instance",
  good: { transitEncryptionMode: "SERVER_AUTHENTICATION" },
  cases: {
    "counts the service's default": [
      { transitEncryptionMode: undefined },
      [
        'transitEncryptionMode is not set, which means "DISABLED"; set it to "SERVER_AUTHENTICATION".',
      ],
    ],
    "is undecided when the mode is unknown": [
      { transitEncryptionMode: UNKNOWN },
      [undecidedMessage("transitEncryptionMode")],
    ],
  },
});
