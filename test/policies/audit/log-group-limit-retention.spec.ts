import { UNKNOWN } from "../../../facts/values";
import { auditLogGroupLimitRetention } from "../../../policies/audit/log-group-limit-retention";
import { specify, undecidedMessage } from "../../support/policy";

specify(auditLogGroupLimitRetention, {
  type: "aws:cloudwatch/logGroup:LogGroup",
  good: { retentionInDays: 30 },
  cases: {
    "counts the service's default": [
      { retentionInDays: undefined },
      ["retentionInDays is not set, which means 0; set it to the days that the logs are needed."],
    ],
    "takes zero for ever": [
      { retentionInDays: 0 },
      ["retentionInDays is 0; set it to the days that the logs are needed."],
    ],
    "is undecided when the days are unknown": [
      { retentionInDays: UNKNOWN },
      [undecidedMessage("retentionInDays")],
    ],
  },
});
