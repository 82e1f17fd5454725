/** A DocumentDB cluster refuses clients without TLS. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided } from "../frame/verdict";

/**
 * TLS is on unless the parameter `tls` is disabled. Source: Amazon DocumentDB Developer Guide,
 * "Encrypting data in transit".
 */
export const encryptionDocdbParametersRequireTls = resourcePolicy({
  name: "encryption-docdb-parameters-require-tls",
  description: "A DocumentDB cluster refuses clients without TLS.",
  types: ["aws:docdb/clusterParameterGroup:ClusterParameterGroup"],
  frameworks: ["SOC 2 CC6.7", "GDPR Art. 32"],
  example: { good: "tls left out", bad: '{ name: "tls", value: "disabled" }' },
  judge: (group) => {
    const parameters = group.list("parameters");
    if (parameters.isUnknown) return undecided(parameters.path);
    return every(
      ...parameters.entries
        .filter((entry) => entry.at("name").value === "tls")
        .map((entry) =>
          entry
            .text("value", "enabled")
            .must((value) => value !== "disabled", 'set it to "enabled"'),
        ),
    );
  },
});
