import { UNKNOWN } from "../../../facts/values";
import { exposureEc2MetadataRequireSessionTokens } from "../../../policies/exposure/ec2-metadata-require-session-tokens";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureEc2MetadataRequireSessionTokens, {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  good: { metadataOptions: { httpTokens: "required" } },
  cases: {
    "counts the service's default": [
      { metadataOptions: undefined },
      ['metadataOptions.httpTokens is not set, which means "optional"; set it to "required".'],
    ],
    "accepts an endpoint that is off": [{ metadataOptions: { httpEndpoint: "disabled" } }, []],
    "is undecided when the block is unknown": [
      { metadataOptions: UNKNOWN },
      [undecidedMessage("metadataOptions")],
    ],
  },
});
