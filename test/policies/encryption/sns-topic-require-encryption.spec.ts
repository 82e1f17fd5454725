import { UNKNOWN } from "../../../facts/values";
import { encryptionSnsTopicRequireEncryption } from "../../../policies/encryption/sns-topic-require-encryption";
import { specify } from "../../support/policy";

specify(encryptionSnsTopicRequireEncryption, {
  type: "aws:sns/topic:Topic",
  good: { kmsMasterKeyId: "alias/aws/sns" },
  cases: {
    "names the missing key": [
      { kmsMasterKeyId: undefined },
      ["kmsMasterKeyId is not set; name a key."],
    ],
    "does not take an empty text for a key": [
      { kmsMasterKeyId: "" },
      ["kmsMasterKeyId is not an allowed value; name a key."],
    ],
    "accepts a key that is not known yet": [{ kmsMasterKeyId: UNKNOWN }, []],
  },
});
