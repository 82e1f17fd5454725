import { UNKNOWN } from "../../../facts/values";
import { encryptionPersonalDataRequireOwnKey } from "../../../policies/encryption/personal-data-require-own-key";
import { specify } from "../../support/policy";

specify(encryptionPersonalDataRequireOwnKey, {
  type: "aws:cloudwatch/logGroup:LogGroup",
  good: { kmsKeyId: UNKNOWN, tags: { "data-class": "personal" } },
  cases: {
    "names the missing key": [
      { kmsKeyId: undefined },
      ["kmsKeyId is not set; name a key of the stack."],
    ],
    "leaves other classes alone": [{ kmsKeyId: undefined, tags: { "data-class": "internal" } }, []],
  },
});

specify(encryptionPersonalDataRequireOwnKey, {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  good: { encryptionKeyName: UNKNOWN, settings: { userLabels: { "data-class": "personal" } } },
  cases: {
    "names the missing key": [
      { encryptionKeyName: undefined },
      ["encryptionKeyName is not set; name a key of the stack."],
    ],
  },
});
