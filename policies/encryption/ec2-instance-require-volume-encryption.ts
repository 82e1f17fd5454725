/** Volumes of an instance are encrypted. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided } from "../frame/verdict";

/**
 * The root volume and each further volume are plain unless `encrypted` says otherwise. Source:
 * Amazon EC2 User Guide, "Amazon EBS encryption".
 */
export const encryptionEc2InstanceRequireVolumeEncryption = resourcePolicy({
  name: "encryption-ec2-instance-require-volume-encryption",
  description: "Volumes of an instance are encrypted.",
  types: ["aws:ec2/instance:Instance"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "rootBlockDevice: { encrypted: true }", bad: "rootBlockDevice left out" },
  judge: (instance) => {
    const volumes = instance.list("ebsBlockDevices");
    return every(
      instance.bool("rootBlockDevice.encrypted", false).mustBe(true, "set it to true"),
      volumes.isUnknown ? undecided(volumes.path) : [],
      ...volumes.entries.map((volume) =>
        volume.bool("encrypted", false).mustBe(true, "set it to true"),
      ),
    );
  },
});
