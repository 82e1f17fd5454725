/** A secret names the places of its replicas. */
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

/**
 * Automatic replication has no limits of place. Source: Secret Manager documentation, "Choose a
 * replication policy".
 */
export const residencySecretForbidAutomaticReplication = resourcePolicy({
  name: "residency-secret-forbid-automatic-replication",
  description: "A secret names the places of its replicas.",
  types: ["gcp:secretmanager/secret:Secret"],
  frameworks: ["GDPR Art. 44"],
  example: { good: "replication: { userManaged }", bad: "replication: { auto: {} }" },
  judge: (secret) => {
    const replication = secret.at("replication");
    if (replication.isUnknown) return undecided(replication.path);
    return replication.at("auto").isAbsent
      ? []
      : violation(
          "replication.auto",
          "replication.auto has no limits of place; list userManaged.replicas instead.",
        );
  },
});
