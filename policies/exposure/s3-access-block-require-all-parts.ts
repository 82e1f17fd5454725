/** A public access block blocks all four ways. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

const PARTS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/**
 * Each part that is left out is false, although a bucket without any block has all four on.
 * Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
 */
export const exposureS3AccessBlockRequireAllParts = resourcePolicy({
  name: "exposure-s3-access-block-require-all-parts",
  description: "A public access block blocks all four ways.",
  types: [
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  ],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32", "CIS AWS 2.1.4"],
  example: { good: "all four parts true", bad: "restrictPublicBuckets left out" },
  judge: (block) =>
    every(...PARTS.map((part) => block.bool(part, false).mustBe(true, "set it to true"))),
});
