import { UNKNOWN } from "../../../facts/values";
import { encryptionBackupVaultRequireOwnKey } from "../../../policies/encryption/backup-vault-require-own-key";
import { specify } from "../../support/policy";

specify(encryptionBackupVaultRequireOwnKey, {
  type: "aws:backup/vault:Vault",
  good: { kmsKeyArn: UNKNOWN },
  cases: {
    "names the missing key": [
      { kmsKeyArn: undefined },
      ["kmsKeyArn is not set; set it to the ARN of a key."],
    ],
    "accepts a key that is known": [{ kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/a" }, []],
  },
});
