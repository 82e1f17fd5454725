import { UNKNOWN } from "../../../facts/values";
import { encryptionLaunchTemplateRequireVolumeEncryption } from "../../../policies/encryption/launch-template-require-volume-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionLaunchTemplateRequireVolumeEncryption, {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  good: {
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { encrypted: "true" } },
      { deviceName: "/dev/xvdb", virtualName: "ephemeral0" },
    ],
  },
  cases: {
    "does not take the text false for true": [
      { "blockDeviceMappings.0.ebs.encrypted": "false" },
      ["blockDeviceMappings[0].ebs.encrypted is false; set it to true."],
    ],
    "names the mapping that leaves it out": [
      { "blockDeviceMappings.0.ebs.encrypted": undefined },
      ["blockDeviceMappings[0].ebs.encrypted is not set, which means false; set it to true."],
    ],
    "keeps scanning behind an unknown mapping": [
      { blockDeviceMappings: [UNKNOWN, { ebs: { encrypted: false } }] },
      [
        undecidedMessage("blockDeviceMappings[0]"),
        "blockDeviceMappings[1].ebs.encrypted is false; set it to true.",
      ],
    ],
    "is undecided when all mappings are unknown": [
      { blockDeviceMappings: UNKNOWN },
      [undecidedMessage("blockDeviceMappings")],
    ],
  },
});
