/** Somebody tries what is forbidden. Findings of the cloud come by another way: aws-security.ts. */
import { APPLICATION_METRICS } from "../metrics";
import type { RuleGroup } from "./rule";

/** Refused logins a second that no forgetful user reaches: our assumption. */
const FAILURES_PER_SECOND = 5;

const SEED = "seed, Critical Alerts: Security incidents";

/** Alerts on attempts that the application itself sees. */
export const SECURITY: RuleGroup = {
  name: "security",
  recordings: [],
  alerts: [
    {
      alert: "SecurityTenantIsolationDenied",
      kind: "security",
      severity: "critical",
      // Nobody is denied by accident: the tenant comes from the token, never from the request.
      expr: `sum by (job) (increase(${APPLICATION_METRICS.tenantDenials}[5m])) > 0`,
      for: "0m",
      summary: "{{ $labels.job }} was refused data of another tenant",
      source: SEED,
    },
    {
      alert: "SecurityAuthenticationAttack",
      kind: "security",
      severity: "critical",
      expr: `sum(rate(${APPLICATION_METRICS.authenticationFailures}[5m])) > ${FAILURES_PER_SECOND}`,
      for: "5m",
      summary: "{{ $value | humanize }} logins or API keys a second are refused",
      source: SEED,
    },
  ],
};
