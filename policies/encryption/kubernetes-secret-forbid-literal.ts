/** Secrets come from the cloud's secret store, not from the program. */
import { resourcePolicy } from "../frame/policy";
import { every, violation } from "../frame/verdict";

/**
 * What a program writes into a Secret rests in its state and in the cluster; an ExternalSecret
 * holds a reference only (seed, Kubernetes Manifests: "Secrets (externalized)"). Source: External
 * Secrets Operator documentation, "Overview".
 */
export const encryptionKubernetesSecretForbidLiteral = resourcePolicy({
  name: "encryption-kubernetes-secret-forbid-literal",
  description: "Secrets come from the cloud's secret store, not from the program.",
  types: ["kubernetes:core/v1:Secret"],
  frameworks: ["SOC 2 CC6.1"],
  example: { good: "an ExternalSecret", bad: "stringData: { password }" },
  judge: (secret) => {
    if (secret.at("type").value === "kubernetes.io/service-account-token") return [];
    return every(
      ...["data", "stringData"].map((key) => {
        const given = secret.at(key);
        return given.isUnknown || given.keys.length > 0
          ? violation(
              key,
              `${key} holds values; replace the Secret by an ExternalSecret that refers to the cloud's secret store.`,
            )
          : [];
      }),
    );
  },
});
