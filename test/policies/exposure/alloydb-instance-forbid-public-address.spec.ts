import { UNKNOWN } from "../../../facts/values";
import { exposureAlloydbInstanceForbidPublicAddress } from "../../../policies/exposure/alloydb-instance-forbid-public-address";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureAlloydbInstanceForbidPublicAddress, {
  type: "gcp:alloydb/instance:Instance",
  good: { networkConfig: { enablePublicIp: false } },
  cases: {
    "accepts the service's default": [{ networkConfig: undefined }, []],
    "names the switch when it is on": [
      { "networkConfig.enablePublicIp": true },
      ["networkConfig.enablePublicIp is true; set it to false or remove it."],
    ],
    "is undecided when the block is unknown": [
      { networkConfig: UNKNOWN },
      [undecidedMessage("networkConfig")],
    ],
  },
});
