/** A queue stores its messages encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * A queue uses a key of the service unless `sqsManagedSseEnabled` is false and no key is named.
 * Source: Amazon SQS Developer Guide, "Encryption at rest in Amazon SQS".
 */
export const encryptionSqsQueueRequireEncryption = resourcePolicy({
  name: "encryption-sqs-queue-require-encryption",
  description: "A queue stores its messages encrypted.",
  types: ["aws:sqs/queue:Queue"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "sqsManagedSseEnabled left out", bad: "sqsManagedSseEnabled: false" },
  judge: (queue) =>
    queue.at("kmsMasterKeyId").isAbsent
      ? queue.bool("sqsManagedSseEnabled", true).mustBe(true, "set it to true or name a key")
      : [],
});
