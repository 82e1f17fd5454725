/** A topic stores its messages encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * A topic is plain unless a key is named. Source: Amazon SNS Developer Guide, "Encryption at
 * rest".
 */
export const encryptionSnsTopicRequireEncryption = resourcePolicy({
  name: "encryption-sns-topic-require-encryption",
  description: "A topic stores its messages encrypted.",
  types: ["aws:sns/topic:Topic"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: "kmsMasterKeyId: key.id", bad: "kmsMasterKeyId left out" },
  judge: (topic) => topic.text("kmsMasterKeyId", undefined).mustBeSet("name a key"),
});
