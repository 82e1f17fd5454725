import { UNKNOWN } from "../../../facts/values";
import { encryptionRdsInstanceRequireStorageEncryption } from "../../../policies/encryption/rds-instance-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionRdsInstanceRequireStorageEncryption, {
  type: "aws:rds/instance:Instance",
  good: { engine: "postgres", storageEncrypted: true },
  cases: {
    "counts the provider's default": [
      { storageEncrypted: undefined },
      ["storageEncrypted is not set, which means false; set it to true."],
    ],
    "names the switch when it is off": [
      { storageEncrypted: false },
      ["storageEncrypted is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { storageEncrypted: UNKNOWN },
      [undecidedMessage("storageEncrypted")],
    ],
    "knows that a replica in the same region inherits": [
      { storageEncrypted: undefined, replicateSourceDb: "primary" },
      [],
    ],
    "knows that a replica of an unknown source inherits": [
      { storageEncrypted: undefined, replicateSourceDb: UNKNOWN },
      [],
    ],
    "demands a key of a replica in another region": [
      {
        storageEncrypted: undefined,
        replicateSourceDb: "arn:aws:rds:us-east-1:111122223333:db:primary",
      },
      ["storageEncrypted is not set, which means false; set it to true."],
    ],
    "accepts a replica in another region with a key that is not known yet": [
      {
        storageEncrypted: undefined,
        replicateSourceDb: "arn:aws:rds:us-east-1:111122223333:db:primary",
        kmsKeyId: UNKNOWN,
      },
      [],
    ],
  },
});
