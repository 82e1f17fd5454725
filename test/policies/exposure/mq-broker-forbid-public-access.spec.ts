import { UNKNOWN } from "../../../facts/values";
import { exposureMqBrokerForbidPublicAccess } from "../../../policies/exposure/mq-broker-forbid-public-access";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureMqBrokerForbidPublicAccess, {
  type: "aws:mq/broker:Broker",
  good: { publiclyAccessible: false },
  cases: {
    "names the switch when it is on": [
      { publiclyAccessible: true },
      ["publiclyAccessible is true; set it to false or remove it."],
    ],
    "accepts the provider's default": [{ publiclyAccessible: undefined }, []],
    "is undecided when the switch is unknown": [
      { publiclyAccessible: UNKNOWN },
      [undecidedMessage("publiclyAccessible")],
    ],
  },
});
