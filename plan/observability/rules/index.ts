/** Every rule on metrics, in groups. */
import { AVAILABILITY } from "./availability";
import { CAPACITY } from "./capacity";
import { costRules } from "./cost";
import { DELIVERY } from "./delivery";
import { RECOVERY_POINT } from "./recovery";
import type { RuleGroup } from "./rule";
import { SECURITY } from "./security";
import { SERVICE_LEVEL } from "./slo";

export { computeBudgetUsd } from "./cost";
export { RUNBOOKS, runbookOf } from "./rule";
export type { AlertRule, RecordingRule, RuleGroup, Severity } from "./rule";

/**
 * The rules of a site.
 *
 * @param computeUsd Dollars a month that its nodes may cost.
 */
export function planRules(computeUsd: number): readonly RuleGroup[] {
  return [
    AVAILABILITY,
    SECURITY,
    costRules(computeUsd),
    CAPACITY,
    SERVICE_LEVEL,
    RECOVERY_POINT,
    DELIVERY,
  ];
}
