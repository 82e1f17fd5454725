import { UNKNOWN } from "../../../facts/values";
import { exposureCloudsqlInstanceForbidPublicAddress } from "../../../policies/exposure/cloudsql-instance-forbid-public-address";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureCloudsqlInstanceForbidPublicAddress, {
  type: "gcp:sql/databaseInstance:DatabaseInstance",
  good: { settings: { ipConfiguration: { ipv4Enabled: false, privateNetwork: UNKNOWN } } },
  cases: {
    "counts the service's default": [
      { "settings.ipConfiguration": undefined },
      [
        "settings.ipConfiguration.ipv4Enabled is not set, which means true; set it to false and name a privateNetwork or pscConfigs.",
      ],
    ],
    "names the switch when it is on": [
      { "settings.ipConfiguration.ipv4Enabled": true },
      [
        "settings.ipConfiguration.ipv4Enabled is true; set it to false and name a privateNetwork or pscConfigs.",
      ],
    ],
    "names networks that let the internet in": [
      {
        "settings.ipConfiguration.authorizedNetworks": [
          { value: "0.0.0.0/1" },
          { value: "128.0.0.0/1" },
        ],
      },
      ["settings.ipConfiguration.authorizedNetworks lets the internet in; remove the entry."],
    ],
    "is undecided when the switch is unknown": [
      { "settings.ipConfiguration.ipv4Enabled": UNKNOWN },
      [undecidedMessage("settings.ipConfiguration.ipv4Enabled")],
    ],
  },
});
