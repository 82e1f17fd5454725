/** Logs have an end. */
import { resourcePolicy } from "../frame/policy";

/**
 * Logs without `retentionInDays` are kept for ever; zero means the same. Source: Amazon CloudWatch
 * Logs User Guide, "Change log data retention"; seed, Logging: "Log retention: 30 days (hot), 90
 * days (cold)".
 */
export const auditLogGroupLimitRetention = resourcePolicy({
  name: "audit-log-group-limit-retention",
  description: "Logs have an end.",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  frameworks: ["SOC 2 CC7.2", "GDPR Art. 5"],
  example: { good: "retentionInDays: 30", bad: "retentionInDays left out" },
  judge: (logs) =>
    logs
      .number("retentionInDays", 0)
      .must((days) => days > 0, "set it to the days that the logs are needed"),
});
