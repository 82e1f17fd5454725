/** The policies of the group `cost`. */
import type { PlatformPolicy } from "../frame/policy";
import { costAutoscalingLimitMaximum } from "./autoscaling-limit-maximum";
import { costInstanceLimitSize } from "./instance-limit-size";
import { costLineLimitMonthly } from "./line-limit-monthly";
import { costResourcesForbidUnpriced } from "./resources-forbid-unpriced";
import { costStackLimitMonthly } from "./stack-limit-monthly";
import { costTenantLimitMonthly } from "./tenant-limit-monthly";

/** Every cost policy. */
export const costPolicies: readonly PlatformPolicy[] = [
  costStackLimitMonthly,
  costTenantLimitMonthly,
  costLineLimitMonthly,
  costAutoscalingLimitMaximum,
  costInstanceLimitSize,
  costResourcesForbidUnpriced,
];
