import { UNKNOWN } from "../../../facts/values";
import { exposureDmsInstanceForbidPublicAccess } from "../../../policies/exposure/dms-instance-forbid-public-access";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureDmsInstanceForbidPublicAccess, {
  type: "aws:dms/replicationInstance:ReplicationInstance",
  good: { publiclyAccessible: false },
  cases: {
    "names the switch when it is on": [
      { publiclyAccessible: true },
      ["publiclyAccessible is true; set it to false."],
    ],
    "counts the provider's default": [
      { publiclyAccessible: undefined },
      ["publiclyAccessible is not set, which means true; set it to false."],
    ],
    "is undecided when the switch is unknown": [
      { publiclyAccessible: UNKNOWN },
      [undecidedMessage("publiclyAccessible")],
    ],
  },
});
