import { UNKNOWN } from "../../../facts/values";
import { encryptionSqsQueueRequireEncryption } from "../../../policies/encryption/sqs-queue-require-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionSqsQueueRequireEncryption, {
  type: "aws:sqs/queue:Queue",
  good: { kmsMasterKeyId: UNKNOWN },
  cases: {
    "accepts the service's default": [{ kmsMasterKeyId: undefined }, []],
    "names the switch when it is off": [
      { kmsMasterKeyId: undefined, sqsManagedSseEnabled: false },
      ["sqsManagedSseEnabled is false; set it to true or name a key."],
    ],
    "is undecided when the switch is unknown": [
      { kmsMasterKeyId: undefined, sqsManagedSseEnabled: UNKNOWN },
      [undecidedMessage("sqsManagedSseEnabled")],
    ],
  },
});
