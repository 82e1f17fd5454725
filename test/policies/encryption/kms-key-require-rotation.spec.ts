import { UNKNOWN } from "../../../facts/values";
import { encryptionKmsKeyRequireRotation } from "../../../policies/encryption/kms-key-require-rotation";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionKmsKeyRequireRotation, {
  type: "aws:kms/key:Key",
  good: { enableKeyRotation: true },
  cases: {
    "counts the provider's default": [
      { enableKeyRotation: undefined },
      ["enableKeyRotation is not set, which means false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { enableKeyRotation: UNKNOWN },
      [undecidedMessage("enableKeyRotation")],
    ],
    "leaves keys alone that cannot rotate": [
      { enableKeyRotation: undefined, customerMasterKeySpec: "ECC_NIST_P256" },
      [],
    ],
  },
});
