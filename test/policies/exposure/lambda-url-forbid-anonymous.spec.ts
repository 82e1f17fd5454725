import { UNKNOWN } from "../../../facts/values";
import { exposureLambdaUrlForbidAnonymous } from "../../../policies/exposure/lambda-url-forbid-anonymous";
import { specify, undecidedMessage } from "../../support/policy";

specify(exposureLambdaUrlForbidAnonymous, {
  type: "aws:lambda/functionUrl:FunctionUrl",
  good: { authorizationType: "AWS_IAM" },
  cases: {
    "names an open address": [
      { authorizationType: "NONE" },
      ['authorizationType is "NONE"; set it to "AWS_IAM".'],
    ],
    "is undecided when the type is unknown": [
      { authorizationType: UNKNOWN },
      [undecidedMessage("authorizationType")],
    ],
  },
});
