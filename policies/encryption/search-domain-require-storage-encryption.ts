/** A search domain stores its data encrypted and encrypts between nodes. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * Both are off unless the program says otherwise. Source: Amazon OpenSearch Service Developer
 * Guide, "Encryption of data at rest" and "Node-to-node encryption".
 */
export const encryptionSearchDomainRequireStorageEncryption = resourcePolicy({
  name: "encryption-search-domain-require-storage-encryption",
  description: "A search domain stores its data encrypted and encrypts between nodes.",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "encryptAtRest: { enabled: true }", bad: "encryptAtRest left out" },
  judge: (domain) =>
    every(
      domain.bool("encryptAtRest.enabled", false).mustBe(true, "set it to true"),
      domain.bool("nodeToNodeEncryption.enabled", false).mustBe(true, "set it to true"),
    ),
});
