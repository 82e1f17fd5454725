/** A warehouse refuses clients without TLS. */
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

/**
 * `require_ssl` is false unless set. Source: Amazon Redshift Management Guide, "Configuring
 * security options for connections".
 */
export const encryptionRedshiftParametersRequireTls = resourcePolicy({
  name: "encryption-redshift-parameters-require-tls",
  description: "A warehouse refuses clients without TLS.",
  types: ["aws:redshift/parameterGroup:ParameterGroup"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: '{ name: "require_ssl", value: "true" }', bad: "require_ssl left out" },
  judge: (group) => {
    const parameters = group.list("parameters");
    if (parameters.isUnknown) return undecided(parameters.path);
    const set = parameters.entries.find((entry) => entry.at("name").value === "require_ssl");
    return set === undefined
      ? violation(parameters.path, `${parameters.path} does not set require_ssl; set it to true.`)
      : set.bool("value", false).mustBe(true, "set it to true");
  },
});
