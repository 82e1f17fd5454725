/** Policies of the group exposure. */
import type { PlatformPolicy } from "../frame/policy";
import { exposureAlloydbInstanceForbidPublicAddress } from "./alloydb-instance-forbid-public-address";
import { exposureBigqueryDatasetForbidEveryone } from "./bigquery-dataset-forbid-everyone";
import { exposureCloudsqlInstanceForbidPublicAddress } from "./cloudsql-instance-forbid-public-address";
import { exposureDataStoreForbidInternetPath } from "./data-store-forbid-internet-path";
import { exposureDataStoreRequireIsolatedSubnets } from "./data-store-require-isolated-subnets";
import { exposureDmsInstanceForbidPublicAccess } from "./dms-instance-forbid-public-access";
import { exposureEc2MetadataRequireSessionTokens } from "./ec2-metadata-require-session-tokens";
import { exposureEksClusterLimitEndpointRanges } from "./eks-cluster-limit-endpoint-ranges";
import { exposureGcpFirewallForbidInternetToGuardedPorts } from "./gcp-firewall-forbid-internet-to-guarded-ports";
import { exposureGcpIamForbidEveryone } from "./gcp-iam-forbid-everyone";
import { exposureGcsAclForbidEveryone } from "./gcs-acl-forbid-everyone";
import { exposureGcsBucketRequirePublicAccessPrevention } from "./gcs-bucket-require-public-access-prevention";
import { exposureGkeClusterLimitEndpointRanges } from "./gke-cluster-limit-endpoint-ranges";
import { exposureGkeClusterRequirePrivateNodes } from "./gke-cluster-require-private-nodes";
import { exposureImageForbidPublicSharing } from "./image-forbid-public-sharing";
import { exposureKubernetesNamespaceRequireDefaultDeny } from "./kubernetes-namespace-require-default-deny";
import { exposureKubernetesNetworkPolicyForbidInternet } from "./kubernetes-network-policy-forbid-internet";
import { exposureKubernetesPodForbidHostNetwork } from "./kubernetes-pod-forbid-host-network";
import { exposureKubernetesServiceForbidPublicDatabase } from "./kubernetes-service-forbid-public-database";
import { exposureLambdaUrlForbidAnonymous } from "./lambda-url-forbid-anonymous";
import { exposureMqBrokerForbidPublicAccess } from "./mq-broker-forbid-public-access";
import { exposureMskClusterForbidPublicAccess } from "./msk-cluster-forbid-public-access";
import { exposureNeptuneInstanceForbidPublicAccess } from "./neptune-instance-forbid-public-access";
import { exposureRdsClusterForbidPublicAccess } from "./rds-cluster-forbid-public-access";
import { exposureRdsInstanceForbidPublicAccess } from "./rds-instance-forbid-public-access";
import { exposureRedshiftClusterForbidPublicAccess } from "./redshift-cluster-forbid-public-access";
import { exposureResourcePolicyForbidEveryone } from "./resource-policy-forbid-everyone";
import { exposureS3AccessBlockRequireAllParts } from "./s3-access-block-require-all-parts";
import { exposureS3AclForbidPublicGrants } from "./s3-acl-forbid-public-grants";
import { exposureSearchDomainRequirePrivateNetwork } from "./search-domain-require-private-network";
import { exposureSecurityGroupForbidInternetToGuardedPorts } from "./security-group-forbid-internet-to-guarded-ports";
import { exposureSnapshotForbidPublicSharing } from "./snapshot-forbid-public-sharing";
import { exposureSubnetForbidAutomaticPublicAddresses } from "./subnet-forbid-automatic-public-addresses";

/** Every policy of the group. */
export const exposurePolicies: readonly PlatformPolicy[] = [
  exposureAlloydbInstanceForbidPublicAddress,
  exposureBigqueryDatasetForbidEveryone,
  exposureCloudsqlInstanceForbidPublicAddress,
  exposureDataStoreForbidInternetPath,
  exposureDataStoreRequireIsolatedSubnets,
  exposureDmsInstanceForbidPublicAccess,
  exposureEc2MetadataRequireSessionTokens,
  exposureEksClusterLimitEndpointRanges,
  exposureGcpFirewallForbidInternetToGuardedPorts,
  exposureGcpIamForbidEveryone,
  exposureGcsAclForbidEveryone,
  exposureGcsBucketRequirePublicAccessPrevention,
  exposureGkeClusterLimitEndpointRanges,
  exposureGkeClusterRequirePrivateNodes,
  exposureImageForbidPublicSharing,
  exposureKubernetesNamespaceRequireDefaultDeny,
  exposureKubernetesNetworkPolicyForbidInternet,
  exposureKubernetesPodForbidHostNetwork,
  exposureKubernetesServiceForbidPublicDatabase,
  exposureLambdaUrlForbidAnonymous,
  exposureMqBrokerForbidPublicAccess,
  exposureMskClusterForbidPublicAccess,
  exposureNeptuneInstanceForbidPublicAccess,
  exposureRdsClusterForbidPublicAccess,
  exposureRdsInstanceForbidPublicAccess,
  exposureRedshiftClusterForbidPublicAccess,
  exposureResourcePolicyForbidEveryone,
  exposureS3AccessBlockRequireAllParts,
  exposureS3AclForbidPublicGrants,
  exposureSearchDomainRequirePrivateNetwork,
  exposureSecurityGroupForbidInternetToGuardedPorts,
  exposureSnapshotForbidPublicSharing,
  exposureSubnetForbidAutomaticPublicAddresses,
];
