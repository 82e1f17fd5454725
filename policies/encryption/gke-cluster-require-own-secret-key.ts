/** A cluster encrypts its secrets with a key of the stack. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * Without `databaseEncryption` secrets rest under the vendor's key only. Source: GKE
 * documentation, "Encrypt secrets at the application layer"; CIS GKE Benchmark, 5.3.1.
 */
export const encryptionGkeClusterRequireOwnSecretKey = resourcePolicy({
  name: "encryption-gke-cluster-require-own-secret-key",
  description: "A cluster encrypts its secrets with a key of the stack.",
  types: ["gcp:container/cluster:Cluster"],
  frameworks: ["SOC 2 CC6.1", "CIS GKE 5.3.1"],
  example: {
    good: 'databaseEncryption: { state: "ENCRYPTED", keyName }',
    bad: "databaseEncryption left out",
  },
  judge: (cluster) =>
    every(
      cluster
        .text("databaseEncryption.state", "DECRYPTED")
        .mustBeOneOf(["ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"], 'set it to "ENCRYPTED"'),
      cluster.text("databaseEncryption.keyName", undefined).mustBeSet("name a key"),
    ),
});
