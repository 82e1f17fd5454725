/** A volume is encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * A volume is plain unless `encrypted` says otherwise; the account's own default is not visible to
 * a program. Source: Amazon EBS User Guide, "Amazon EBS encryption".
 */
export const encryptionEbsVolumeRequireEncryption = resourcePolicy({
  name: "encryption-ebs-volume-require-encryption",
  description: "A volume is encrypted.",
  types: ["aws:ebs/volume:Volume"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "encrypted: true", bad: "encrypted left out" },
  judge: (inputs) => inputs.bool("encrypted", false).mustBe(true, "set it to true"),
});
