import { UNKNOWN } from "../../../facts/values";
import { exposureS3AccessBlockRequireAllParts } from "../../../policies/exposure/s3-access-block-require-all-parts";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureS3AccessBlockRequireAllParts, {
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  good: {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  cases: {
    "counts the default of a part": [
      { restrictPublicBuckets: undefined },
      ["restrictPublicBuckets is not set, which means false; set it to true."],
    ],
    "names each open part": [
      { blockPublicAcls: false, ignorePublicAcls: false },
      ["blockPublicAcls is false; set it to true.", "ignorePublicAcls is false; set it to true."],
    ],
    "is undecided when a part is unknown": [
      { blockPublicPolicy: UNKNOWN },
      [undecidedMessage("blockPublicPolicy")],
    ],
  },
});
