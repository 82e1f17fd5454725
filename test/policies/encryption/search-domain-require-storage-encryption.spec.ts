import { UNKNOWN } from "../../../facts/values";
import { encryptionSearchDomainRequireStorageEncryption } from "../../../policies/encryption/search-domain-require-storage-encryption";
import { specify, undecidedMessage } from "../../support/policy";

specify(encryptionSearchDomainRequireStorageEncryption, {
  type: "aws:opensearch/domain:Domain",
  good: { encryptAtRest: { enabled: true }, nodeToNodeEncryption: { enabled: true } },
  cases: {
    "counts the default at rest": [
      { encryptAtRest: undefined },
      ["encryptAtRest.enabled is not set, which means false; set it to true."],
    ],
    "names plain traffic between nodes": [
      { "nodeToNodeEncryption.enabled": false },
      ["nodeToNodeEncryption.enabled is false; set it to true."],
    ],
    "is undecided when a switch is unknown": [
      { "encryptAtRest.enabled": UNKNOWN },
      [undecidedMessage("encryptAtRest.enabled")],
    ],
  },
});
