/** A trail records every region and proves that nobody changed it. */
import { resourcePolicy } from "../frame/policy";
import { every } from "../frame/verdict";

/**
 * A trail covers one region and has no proof unless the program says otherwise. Source: AWS
 * CloudTrail User Guide, "Validating CloudTrail log file integrity"; CIS AWS Foundations
 * Benchmark, 3.1 and 3.2.
 */
export const auditCloudtrailRequireCompleteTrail = resourcePolicy({
  name: "audit-cloudtrail-require-complete-trail",
  description: "A trail records every region and proves that nobody changed it.",
  types: ["aws:cloudtrail/trail:Trail"],
  frameworks: ["SOC 2 CC7.2", "CIS AWS 3.1"],
  example: {
    good: "isMultiRegionTrail: true, enableLogFileValidation: true",
    bad: "isMultiRegionTrail left out",
  },
  judge: (trail) =>
    every(
      trail.bool("isMultiRegionTrail", false).mustBe(true, "set it to true"),
      trail.bool("enableLogFileValidation", false).mustBe(true, "set it to true"),
      trail.bool("enableLogging", true).mustBe(true, "set it to true or remove it"),
    ),
});
