import { UNKNOWN } from "../../../facts/values";
import { encryptionEbsVolumeRequireEncryption } from "../../../policies/encryption/ebs-volume-require-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionEbsVolumeRequireEncryption, {
  type: "aws:ebs/volume:Volume",
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
    "counts the provider's default": [
      { encrypted: undefined },
      ["encrypted is not set, which means false; set it to true."],
    ],
  },
});
