import { UNKNOWN } from "../../../facts/values";
import { encryptionRdsParametersRequireTls } from "../../../policies/encryption/rds-parameters-require-tls";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionRdsParametersRequireTls, {
  type: "aws:rds/parameterGroup:ParameterGroup",
  good: {
    family: "postgres14",
    parameters: [
      { name: "log_statement", value: "ddl" },
      { name: "rds.force_ssl", value: "1" },
    ],
  },
  cases: {
    "names the parameter when it is off": [
      { "parameters.1.value": "0" },
      ["parameters[1].value is not an allowed value; set it to 1."],
    ],
    "counts the default of an old version": [
      { parameters: [] },
      ["parameters does not set rds.force_ssl; set it to 1."],
    ],
    "counts the default of a new version": [{ family: "postgres17", parameters: undefined }, []],
    "knows the switch of MySQL": [
      { family: "mysql8.0", parameters: undefined },
      ["parameters does not set require_secure_transport; set it to 1."],
    ],
    "is undecided when the parameters are unknown": [
      { parameters: UNKNOWN },
      [undecidedMessage("parameters")],
    ],
    "is undecided when the family is unknown": [{ family: UNKNOWN }, [undecidedMessage("family")]],
  },
});
