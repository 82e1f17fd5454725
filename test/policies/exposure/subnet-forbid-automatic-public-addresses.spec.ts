import { UNKNOWN } from "../../../facts/values";
import { exposureSubnetForbidAutomaticPublicAddresses } from "../../../policies/exposure/subnet-forbid-automatic-public-addresses";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureSubnetForbidAutomaticPublicAddresses, {
  type: "aws:ec2/subnet:Subnet",
  good: { mapPublicIpOnLaunch: false },
  cases: {
    "accepts the provider's default": [{ mapPublicIpOnLaunch: undefined }, []],
    "names the switch": [
      { mapPublicIpOnLaunch: true },
      ["mapPublicIpOnLaunch is true; set it to false or remove it."],
    ],
    "is undecided when the switch is unknown": [
      { mapPublicIpOnLaunch: UNKNOWN },
      [undecidedMessage("mapPublicIpOnLaunch")],
    ],
  },
});
