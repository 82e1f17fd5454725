/** A function's address asks who calls. */
import { resourcePolicy } from "../frame/policy";

/**
 * `authorizationType` NONE lets everyone call. Source: AWS Lambda Developer Guide, "Control access
 * to Lambda function URLs".
 */
export const exposureLambdaUrlForbidAnonymous = resourcePolicy({
  name: "exposure-lambda-url-forbid-anonymous",
  description: "A function's address asks who calls.",
  types: ["aws:lambda/functionUrl:FunctionUrl"],
  frameworks: ["SOC 2 CC6.6", "GDPR Art. 32"],
  example: { good: 'authorizationType: "AWS_IAM"', bad: 'authorizationType: "NONE"' },
  judge: (url) => url.text("authorizationType", "NONE").mustBe("AWS_IAM", 'set it to "AWS_IAM"'),
});
