/** A backup vault encrypts with a key of the stack. */
import { resourcePolicy } from "../frame/policy";

/**
 * Without `kmsKeyArn` the vault uses a key of the vendor, which cannot be shared with another
 * account or fenced by a key policy (seed, Data Encryption: encrypted backups). Source: AWS Backup
 * Developer Guide, "Encryption for backups".
 */
export const encryptionBackupVaultRequireOwnKey = resourcePolicy({
  name: "encryption-backup-vault-require-own-key",
  description: "A backup vault encrypts with a key of the stack.",
  types: ["aws:backup/vault:Vault"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "kmsKeyArn: key.arn", bad: "kmsKeyArn left out" },
  judge: (vault) => vault.text("kmsKeyArn", undefined).mustBeSet("set it to the ARN of a key"),
});
