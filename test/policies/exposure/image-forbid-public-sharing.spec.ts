import { exposureImageForbidPublicSharing } from "../../../policies/exposure/image-forbid-public-sharing";
import { specify } from "../../support/policy";

specify(exposureImageForbidPublicSharing, {
  type: "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
  good: { accountId: "111122223333" },
  cases: {
    "names a public image": [
      { accountId: undefined, group: "all" },
      ['group is "all"; name an account.'],
    ],
  },
});
