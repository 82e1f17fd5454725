import { UNKNOWN } from "../../../facts/values";
import { encryptionKinesisStreamRequireEncryption } from "../../../policies/encryption/kinesis-stream-require-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionKinesisStreamRequireEncryption, {
  type: "aws:kinesis/stream:Stream",
  good: { encryptionType: "KMS" },
  cases: {
    "counts the provider's default": [
      { encryptionType: undefined },
      ['encryptionType is not set, which means "NONE"; set it to "KMS" and name a key.'],
    ],
    "is undecided when the type is unknown": [
      { encryptionType: UNKNOWN },
      [undecidedMessage("encryptionType")],
    ],
  },
});
