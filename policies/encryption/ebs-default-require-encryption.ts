/** The account's default for new volumes is encryption. */
import { resourcePolicy } from "../frame/policy";

/**
 * The resource turns the default on unless `enabled` is false. Source: Amazon EBS User Guide,
 * "Enable encryption by default".
 */
export const encryptionEbsDefaultRequireEncryption = resourcePolicy({
  name: "encryption-ebs-default-require-encryption",
  description: "The account's default for new volumes is encryption.",
  types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "enabled: true", bad: "enabled: false" },
  judge: (inputs) => inputs.bool("enabled", true).mustBe(true, "set it to true"),
});
