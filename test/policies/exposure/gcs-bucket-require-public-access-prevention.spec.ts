import { UNKNOWN } from "../../../facts/values";
import { exposureGcsBucketRequirePublicAccessPrevention } from "../../../policies/exposure/gcs-bucket-require-public-access-prevention";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureGcsBucketRequirePublicAccessPrevention, {
  type: "gcp:storage/bucket:Bucket",
  good: { publicAccessPrevention: "enforced", uniformBucketLevelAccess: true },
  cases: {
    "counts the service's default": [
      { publicAccessPrevention: undefined },
      ['publicAccessPrevention is not set, which means "inherited"; set it to "enforced".'],
    ],
    "names access lists on objects": [
      { uniformBucketLevelAccess: false },
      ["uniformBucketLevelAccess is false; set it to true."],
    ],
    "is undecided when the switch is unknown": [
      { publicAccessPrevention: UNKNOWN },
      [undecidedMessage("publicAccessPrevention")],
    ],
  },
});
