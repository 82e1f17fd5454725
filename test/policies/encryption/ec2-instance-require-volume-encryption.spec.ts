import { UNKNOWN } from "../../../facts/values";
import { encryptionEc2InstanceRequireVolumeEncryption } from "../../../policies/encryption/ec2-instance-require-volume-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionEc2InstanceRequireVolumeEncryption, {
  type: "aws:ec2/instance:Instance",
  good: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] },
  cases: {
    "counts the default of the root volume": [
      { rootBlockDevice: undefined },
      ["rootBlockDevice.encrypted is not set, which means false; set it to true."],
    ],
    "names a further volume": [
      { "ebsBlockDevices.0.encrypted": false },
      ["ebsBlockDevices[0].encrypted is false; set it to true."],
    ],
    "is undecided when the volumes are unknown": [
      { ebsBlockDevices: UNKNOWN },
      [undecidedMessage("ebsBlockDevices")],
    ],
  },
});
