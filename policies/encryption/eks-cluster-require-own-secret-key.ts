/** A cluster encrypts its secrets with a key of the stack. */
import { resourcePolicy } from "../frame/policy";
import { undecided, violation } from "../frame/verdict";

/**
 * Without `encryptionConfig` newer clusters use a key of the vendor, older ones none. Source:
 * Amazon EKS User Guide, "Encrypt Kubernetes secrets with KMS"; CIS Amazon EKS Benchmark, 5.3.1.
 */
export const encryptionEksClusterRequireOwnSecretKey = resourcePolicy({
  name: "encryption-eks-cluster-require-own-secret-key",
  description: "A cluster encrypts its secrets with a key of the stack.",
  types: ["aws:eks/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.1", "CIS EKS 5.3.1"],
  example: {
    good: 'encryptionConfig: { resources: ["secrets"], provider: { keyArn } }',
    bad: "encryptionConfig left out",
  },
  judge: (cluster) => {
    const config = cluster.at("encryptionConfig");
    if (config.isUnknown) return undecided(config.path);
    const resources = config.list("resources");
    if (resources.isUnknown) return undecided(resources.path);
    const covered = resources.entries.some(({ value }) => value === "secrets");
    const open = resources.entries.find((entry) => entry.isUnknown);
    if (!covered) {
      return open === undefined
        ? violation(
            resources.path,
            `${resources.path} does not name "secrets"; add it with the ARN of a key.`,
          )
        : undecided(open.path);
    }
    return config.text("provider.keyArn", undefined).mustBeSet("set it to the ARN of a key");
  },
});
