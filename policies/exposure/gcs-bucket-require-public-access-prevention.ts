/** A bucket can never be public. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * `publicAccessPrevention` is inherited unless enforced, and a project without the organisation
 * policy allows it. Source: Cloud Storage documentation, "Public access prevention".
 */
export const exposureGcsBucketRequirePublicAccessPrevention = resourcePolicy({
  name: "exposure-gcs-bucket-require-public-access-prevention",
  description: "A bucket can never be public.",
  types: ["gcp:storage/bucket:Bucket"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: 'publicAccessPrevention: "enforced"', bad: "publicAccessPrevention left out" },
  judge: (bucket) =>
    every(
      bucket.text("publicAccessPrevention", "inherited").mustBe("enforced", 'set it to "enforced"'),
      bucket.bool("uniformBucketLevelAccess", false).mustBe(true, "set it to true"),
    ),
});
