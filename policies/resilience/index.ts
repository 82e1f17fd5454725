/** Policies of the group resilience. */
import type { PlatformPolicy } from "../frame/policy";
import { resilienceCloudsqlInstanceRequireBackups } from "./cloudsql-instance-require-backups";
import { resilienceCloudsqlInstanceRequireRegional } from "./cloudsql-instance-require-regional";
import { resilienceDataStoreRequireDeletionProtection } from "./data-store-require-deletion-protection";
import { resilienceElasticacheGroupRequireFailover } from "./elasticache-group-require-failover";
import { resilienceElasticacheGroupRequireMultiAz } from "./elasticache-group-require-multi-az";
import { resilienceRdsInstanceRequireBackups } from "./rds-instance-require-backups";
import { resilienceRdsInstanceRequireFinalSnapshot } from "./rds-instance-require-final-snapshot";
import { resilienceRdsInstanceRequireMultiAz } from "./rds-instance-require-multi-az";

/** Every policy of the group. */
export const resiliencePolicies: readonly PlatformPolicy[] = [
  resilienceCloudsqlInstanceRequireBackups,
  resilienceCloudsqlInstanceRequireRegional,
  resilienceDataStoreRequireDeletionProtection,
  resilienceElasticacheGroupRequireFailover,
  resilienceElasticacheGroupRequireMultiAz,
  resilienceRdsInstanceRequireBackups,
  resilienceRdsInstanceRequireFinalSnapshot,
  resilienceRdsInstanceRequireMultiAz,
];
