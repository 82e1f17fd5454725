/** A machine image is shared with nobody in public. */
import { resourcePolicy } from "../frame/policy";

/**
 * The group `all` makes an image public. Source: Amazon EC2 User Guide, "Make your AMI publicly
 * available".
 */
export const exposureImageForbidPublicSharing = resourcePolicy({
  name: "exposure-image-forbid-public-sharing",
  description: "A machine image is shared with nobody in public.",
  types: ["aws:ec2/amiLaunchPermission:AmiLaunchPermission"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: "accountId", bad: "group: all" },
  judge: (permission) =>
    permission.text("group", "").must((group) => group !== "all", "name an account"),
});
