/** Replication of images names its destinations. */
import { resourcePolicy } from "../frame/policy";
import { every, undecided } from "../frame/verdict";

/**
 * A rule without known destinations cannot be judged. Source: Amazon ECR User Guide, "Private
 * image replication".
 */
export const residencyEcrReplicationForbidOpenDestinations = resourcePolicy({
  name: "residency-ecr-replication-forbid-open-destinations",
  description: "Replication of images names its destinations.",
  types: ["aws:ecr/replicationConfiguration:ReplicationConfiguration"],
  frameworks: ["GDPR Art. 44"],
  example: { good: "destinations: [{ region }]", bad: "destinations from an unknown value" },
  judge: (config) => {
    const rules = config.list("replicationConfiguration.rules");
    if (rules.isUnknown) return undecided(rules.path);
    return every(
      ...rules.entries.map((rule) => {
        const destinations = rule.list("destinations");
        return destinations.isUnknown ? undecided(destinations.path) : [];
      }),
    );
  },
});
