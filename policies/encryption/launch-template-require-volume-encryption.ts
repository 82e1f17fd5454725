/** Volumes that a launch template makes are encrypted. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided } from "../frame/verdict";

/**
 * The provider takes `encrypted` as a text here, in which "false" would be truthy; left out, a
 * volume follows its snapshot. Source: Amazon EC2 User Guide, "Amazon EBS encryption".
 */
export const encryptionLaunchTemplateRequireVolumeEncryption = resourcePolicy({
  name: "encryption-launch-template-require-volume-encryption",
  description: "Volumes that a launch template makes are encrypted.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: 'ebs: { encrypted: "true" }', bad: 'ebs: { encrypted: "false" }' },
  judge: (template) => {
    const mappings = template.list("blockDeviceMappings");
    if (mappings.isUnknown) return undecided(mappings.path);
    return every(
      mappings.entries
        .filter((mapping) => mapping.isUnknown || !mapping.at("ebs").isAbsent)
        .flatMap((mapping) => mapping.bool("ebs.encrypted", false).mustBe(true, "set it to true")),
    );
  },
});
