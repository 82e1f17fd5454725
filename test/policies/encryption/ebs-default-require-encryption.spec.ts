import { UNKNOWN } from "../../../facts/values";
import { encryptionEbsDefaultRequireEncryption } from "../../../policies/encryption/ebs-default-require-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionEbsDefaultRequireEncryption, {
  type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
  good: { enabled: true },
  cases: {
    "names the switch when it is off": [{ enabled: false }, ["enabled is false; set it to true."]],
    "does not take the text false for true": [
      { enabled: "false" },
      ["enabled is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { enabled: UNKNOWN },
      [undecidedMessage("enabled")],
    ],
    "accepts the provider's default": [{ enabled: undefined }, []],
  },
});
