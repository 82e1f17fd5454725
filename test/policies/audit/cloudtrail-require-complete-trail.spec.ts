import { auditCloudtrailRequireCompleteTrail } from "../../../policies/audit/cloudtrail-require-complete-trail";
import { specify } from "../../support/policy";

specify(auditCloudtrailRequireCompleteTrail, {
  type: "aws:cloudtrail/trail:Trail",
  good: { isMultiRegionTrail: true, enableLogFileValidation: true },
  cases: {
    "counts the service's defaults": [
      { isMultiRegionTrail: undefined, enableLogFileValidation: undefined },
      [
        "isMultiRegionTrail is not set, which means false; set it to true.",
        "enableLogFileValidation is not set, which means false; set it to true.",
      ],
    ],
    "names a trail that is switched off": [
      { enableLogging: false },
      ["enableLogging is false; set it to true or remove it."],
    ],
  },
});
