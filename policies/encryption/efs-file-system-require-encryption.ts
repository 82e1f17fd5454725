/** A shared file system is encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * A file system is plain unless `encrypted` says otherwise at creation. Source: Amazon EFS User
 * Guide, "Encrypting data at rest".
 */
export const encryptionEfsFileSystemRequireEncryption = resourcePolicy({
  name: "encryption-efs-file-system-require-encryption",
  description: "A shared file system is encrypted.",
  types: ["aws:efs/fileSystem:FileSystem"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "encrypted: true", bad: "encrypted left out" },
  judge: (inputs) => inputs.bool("encrypted", false).mustBe(true, "set it to true"),
});
