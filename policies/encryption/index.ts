/** Policies of the group encryption. */
import type { PlatformPolicy } from "../frame/policy";
import { encryptionAlloydbInstanceRequireTls } from "./alloydb-instance-require-tls";
import { encryptionBackupVaultRequireOwnKey } from "./backup-vault-require-own-key";
import { encryptionCloudfrontDistributionRequireTls } from "./cloudfront-distribution-require-tls";
import { encryptionCloudsqlInstanceRequireTls } from "./cloudsql-instance-require-tls";
import { encryptionDocdbClusterRequireStorageEncryption } from "./docdb-cluster-require-storage-encryption";
import { encryptionDocdbParametersRequireTls } from "./docdb-parameters-require-tls";
import { encryptionEbsDefaultRequireEncryption } from "./ebs-default-require-encryption";
import { encryptionEbsVolumeRequireEncryption } from "./ebs-volume-require-encryption";
import { encryptionEc2InstanceRequireVolumeEncryption } from "./ec2-instance-require-volume-encryption";
import { encryptionEfsFileSystemRequireEncryption } from "./efs-file-system-require-encryption";
import { encryptionEksClusterRequireOwnSecretKey } from "./eks-cluster-require-own-secret-key";
import { encryptionElasticacheClusterForbidPlainEngine } from "./elasticache-cluster-forbid-plain-engine";
import { encryptionElasticacheGroupRequireStorageEncryption } from "./elasticache-group-require-storage-encryption";
import { encryptionElasticacheGroupRequireStrictTls } from "./elasticache-group-require-strict-tls";
import { encryptionElasticacheGroupRequireTransitEncryption } from "./elasticache-group-require-transit-encryption";
import { encryptionGcpHttpsProxyRequireSslPolicy } from "./gcp-https-proxy-require-ssl-policy";
import { encryptionGcpSslPolicyRequireModernTls } from "./gcp-ssl-policy-require-modern-tls";
import { encryptionGkeClusterRequireOwnSecretKey } from "./gke-cluster-require-own-secret-key";
import { encryptionKinesisStreamRequireEncryption } from "./kinesis-stream-require-encryption";
import { encryptionKmsKeyRequireRotation } from "./kms-key-require-rotation";
import { encryptionKubernetesIngressRequireTls } from "./kubernetes-ingress-require-tls";
import { encryptionKubernetesSecretForbidLiteral } from "./kubernetes-secret-forbid-literal";
import { encryptionKubernetesStorageClassRequireEncryption } from "./kubernetes-storage-class-require-encryption";
import { encryptionLaunchTemplateRequireVolumeEncryption } from "./launch-template-require-volume-encryption";
import { encryptionLbListenerRequireTls } from "./lb-listener-require-tls";
import { encryptionMemorydbClusterRequireTransitEncryption } from "./memorydb-cluster-require-transit-encryption";
import { encryptionMemorystoreClusterRequireTls } from "./memorystore-cluster-require-tls";
import { encryptionMemorystoreInstanceRequireTls } from "./memorystore-instance-require-tls";
import { encryptionMemorystoreRedisRequireTls } from "./memorystore-redis-require-tls";
import { encryptionMskClusterRequireTransitEncryption } from "./msk-cluster-require-transit-encryption";
import { encryptionNeptuneClusterRequireStorageEncryption } from "./neptune-cluster-require-storage-encryption";
import { encryptionPersonalDataRequireOwnKey } from "./personal-data-require-own-key";
import { encryptionRdsClusterRequireStorageEncryption } from "./rds-cluster-require-storage-encryption";
import { encryptionRdsInstanceRequireStorageEncryption } from "./rds-instance-require-storage-encryption";
import { encryptionRdsParametersRequireTls } from "./rds-parameters-require-tls";
import { encryptionRedshiftClusterRequireStorageEncryption } from "./redshift-cluster-require-storage-encryption";
import { encryptionRedshiftParametersRequireTls } from "./redshift-parameters-require-tls";
import { encryptionSearchDomainRequireStorageEncryption } from "./search-domain-require-storage-encryption";
import { encryptionSearchDomainRequireTransitEncryption } from "./search-domain-require-transit-encryption";
import { encryptionSnsTopicRequireEncryption } from "./sns-topic-require-encryption";
import { encryptionSqsQueueRequireEncryption } from "./sqs-queue-require-encryption";

/** Every policy of the group. */
export const encryptionPolicies: readonly PlatformPolicy[] = [
  encryptionAlloydbInstanceRequireTls,
  encryptionBackupVaultRequireOwnKey,
  encryptionCloudfrontDistributionRequireTls,
  encryptionCloudsqlInstanceRequireTls,
  encryptionDocdbClusterRequireStorageEncryption,
  encryptionDocdbParametersRequireTls,
  encryptionEbsDefaultRequireEncryption,
  encryptionEbsVolumeRequireEncryption,
  encryptionEc2InstanceRequireVolumeEncryption,
  encryptionEfsFileSystemRequireEncryption,
  encryptionEksClusterRequireOwnSecretKey,
  encryptionElasticacheClusterForbidPlainEngine,
  encryptionElasticacheGroupRequireStorageEncryption,
  encryptionElasticacheGroupRequireStrictTls,
  encryptionElasticacheGroupRequireTransitEncryption,
  encryptionGcpHttpsProxyRequireSslPolicy,
  encryptionGcpSslPolicyRequireModernTls,
  encryptionGkeClusterRequireOwnSecretKey,
  encryptionKinesisStreamRequireEncryption,
  encryptionKmsKeyRequireRotation,
  encryptionKubernetesIngressRequireTls,
  encryptionKubernetesSecretForbidLiteral,
  encryptionKubernetesStorageClassRequireEncryption,
  encryptionLaunchTemplateRequireVolumeEncryption,
  encryptionLbListenerRequireTls,
  encryptionMemorydbClusterRequireTransitEncryption,
  encryptionMemorystoreClusterRequireTls,
  encryptionMemorystoreInstanceRequireTls,
  encryptionMemorystoreRedisRequireTls,
  encryptionMskClusterRequireTransitEncryption,
  encryptionNeptuneClusterRequireStorageEncryption,
  encryptionPersonalDataRequireOwnKey,
  encryptionRdsClusterRequireStorageEncryption,
  encryptionRdsInstanceRequireStorageEncryption,
  encryptionRdsParametersRequireTls,
  encryptionRedshiftClusterRequireStorageEncryption,
  encryptionRedshiftParametersRequireTls,
  encryptionSearchDomainRequireStorageEncryption,
  encryptionSearchDomainRequireTransitEncryption,
  encryptionSnsTopicRequireEncryption,
  encryptionSqsQueueRequireEncryption,
];
