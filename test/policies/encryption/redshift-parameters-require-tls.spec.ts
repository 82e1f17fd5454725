import { UNKNOWN } from "../../../facts/values";
import { encryptionRedshiftParametersRequireTls } from "../../../policies/encryption/redshift-parameters-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionRedshiftParametersRequireTls, {
  type: "aws:redshift/parameterGroup:ParameterGroup",
  good: { parameters: [{ name: "require_ssl", value: "true" }] },
  cases: {
    "counts the service's default": [
      { parameters: undefined },
      ["parameters does not set require_ssl; set it to true."],
    ],
    "names the parameter when it is off": [
      { "parameters.0.value": "false" },
      ["parameters[0].value is false; set it to true."],
    ],
    "is undecided when the parameters are unknown": [
      { parameters: UNKNOWN },
      [undecidedMessage("parameters")],
    ],
  },
});
