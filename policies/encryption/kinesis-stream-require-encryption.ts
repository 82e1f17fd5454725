/** A stream stores its records encrypted. */
import { resourcePolicy } from "../frame/policy";

/**
 * `encryptionType` defaults to NONE. Source: Amazon Kinesis Data Streams Developer Guide,
 * "Server-side encryption".
 */
export const encryptionKinesisStreamRequireEncryption = resourcePolicy({
  name: "encryption-kinesis-stream-require-encryption",
  description: "A stream stores its records encrypted.",
  types: ["aws:kinesis/stream:Stream"],
  frameworks: ["SOC 2 CC6.1", "GDPR Art. 32"],
  example: { good: 'encryptionType: "KMS"', bad: "encryptionType left out" },
  judge: (stream) =>
    stream.text("encryptionType", "NONE").mustBe("KMS", 'set it to "KMS" and name a key'),
});
