/** Policies of the group audit. */
import type { PlatformPolicy } from "../frame/policy";
import { auditCloudtrailRequireCompleteTrail } from "./cloudtrail-require-complete-trail";
import { auditEksClusterRequireControlPlaneLogs } from "./eks-cluster-require-control-plane-logs";
import { auditLogGroupLimitRetention } from "./log-group-limit-retention";
import { auditNetworkRequireFlowLogs } from "./network-require-flow-logs";
import { auditResourceRequireTags } from "./resource-require-tags";

/** Every policy of the group. */
export const auditPolicies: readonly PlatformPolicy[] = [
  auditCloudtrailRequireCompleteTrail,
  auditEksClusterRequireControlPlaneLogs,
  auditLogGroupLimitRetention,
  auditNetworkRequireFlowLogs,
  auditResourceRequireTags,
];
