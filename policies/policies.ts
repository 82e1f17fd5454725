/** All policies of the pack, in the order of their groups. */
import { auditPolicies } from "./audit";
import { costPolicies } from "./cost";
import { encryptionPolicies } from "./encryption";
import { exposurePolicies } from "./exposure";
import type { PlatformPolicy } from "./frame/policy";
import { residencyPolicies } from "./residency";
import { resiliencePolicies } from "./resilience";
import { workloadPolicies } from "./workload";

/** Every policy but the guards of the pack itself. */
export const platformPolicies: readonly PlatformPolicy[] = [
  ...encryptionPolicies,
  ...exposurePolicies,
  ...residencyPolicies,
  ...costPolicies,
  ...resiliencePolicies,
  ...workloadPolicies,
  ...auditPolicies,
];
