import { UNKNOWN } from "../../../facts/values";
import { encryptionDocdbParametersRequireTls } from "../../../policies/encryption/docdb-parameters-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionDocdbParametersRequireTls, {
  type: "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
  good: { parameters: [{ name: "tls", value: "enabled" }] },
  cases: {
    "accepts the service's default": [{ parameters: undefined }, []],
    "names the parameter when it is off": [
      { "parameters.0.value": "disabled" },
      ['parameters[0].value is "disabled"; set it to "enabled".'],
    ],
    "is undecided when the parameters are unknown": [
      { parameters: UNKNOWN },
      [undecidedMessage("parameters")],
    ],
  },
});
