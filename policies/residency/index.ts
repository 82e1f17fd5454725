/** Policies of the group residency. */
import type { PlatformPolicy } from "../frame/policy";
import { residencyCloudsqlBackupRequirePlace } from "./cloudsql-backup-require-place";
import { residencyCopyRequireAllowedPlace } from "./copy-require-allowed-place";
import { residencyEcrReplicationForbidOpenDestinations } from "./ecr-replication-forbid-open-destinations";
import { residencyResourceRequireAllowedPlace } from "./resource-require-allowed-place";
import { residencySecretForbidAutomaticReplication } from "./secret-forbid-automatic-replication";

/** Every policy of the group. */
export const residencyPolicies: readonly PlatformPolicy[] = [
  residencyCloudsqlBackupRequirePlace,
  residencyCopyRequireAllowedPlace,
  residencyEcrReplicationForbidOpenDestinations,
  residencyResourceRequireAllowedPlace,
  residencySecretForbidAutomaticReplication,
];
