/** Types that the vendor does not charge for: a closed list, each entry with the document. */

/** A family of types, by the beginning of its token, and why it is free. */
interface FreeFamily {
  /** Beginning of the type token, or the whole token. */
  readonly prefix: string;
  readonly source: string;
}

const IAM = "AWS IAM pricing: no additional charge";
const VPC = "Amazon VPC pricing: no charge for the network's own parts";
const SETTING = "a setting of a priced resource";
const NODES = "runs on the priced nodes";
const GOOGLE = "Google Cloud IAM and VPC pricing: no charge";

/** Families in the order in which they are tried; a pricer always goes first. */
export const FREE_FAMILIES: readonly FreeFamily[] = [
  { prefix: "aws:iam/", source: IAM },
  ...[
    "vpc:Vpc",
    "subnet:Subnet",
    "routeTable:RouteTable",
    "route:Route",
    "routeTableAssociation:RouteTableAssociation",
    "mainRouteTableAssociation:MainRouteTableAssociation",
    "internetGateway:InternetGateway",
    "egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "securityGroup:SecurityGroup",
    "securityGroupRule:SecurityGroupRule",
    "networkAcl:NetworkAcl",
    "networkAclRule:NetworkAclRule",
    "networkAclAssociation:NetworkAclAssociation",
    "defaultNetworkAcl:DefaultNetworkAcl",
    "defaultRouteTable:DefaultRouteTable",
    "defaultSecurityGroup:DefaultSecurityGroup",
    "vpcDhcpOptions:VpcDhcpOptions",
    "vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    "vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
    "managedPrefixList:ManagedPrefixList",
    "vpcPeeringConnection:VpcPeeringConnection",
    "launchTemplate:LaunchTemplate",
    "keyPair:KeyPair",
    "eipAssociation:EipAssociation",
    "networkInterface:NetworkInterface",
  ].map((type) => ({ prefix: `aws:ec2/${type}`, source: VPC })),
  { prefix: "aws:vpc/securityGroup", source: VPC },
  ...[
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "aws:ebs/defaultKmsKey:DefaultKmsKey",
    "aws:eks/accessEntry:",
    "aws:eks/accessPolicyAssociation:",
    "aws:eks/addon:Addon",
    "aws:eks/podIdentityAssociation:",
    "aws:eks/identityProviderConfig:",
    "aws:rds/subnetGroup:",
    "aws:rds/parameterGroup:",
    "aws:rds/clusterParameterGroup:",
    "aws:rds/optionGroup:",
    "aws:rds/eventSubscription:",
    "aws:elasticache/subnetGroup:",
    "aws:elasticache/parameterGroup:",
    "aws:elasticache/user:",
    "aws:elasticache/userGroup:",
    "aws:elasticache/userGroupAssociation:",
    "aws:kms/alias:",
    "aws:kms/keyPolicy:",
    "aws:kms/grant:",
    "aws:secretsmanager/secretVersion:",
    "aws:secretsmanager/secretPolicy:",
    "aws:secretsmanager/secretRotation:",
    "aws:s3/bucketObject",
    "aws:s3/bucketVersioning",
    "aws:s3/bucketPolicy:",
    "aws:s3/bucketPublicAccessBlock:",
    "aws:s3/bucketServerSideEncryptionConfiguration",
    "aws:s3/bucketLifecycleConfiguration",
    "aws:s3/bucketLogging",
    "aws:s3/bucketOwnershipControls:",
    "aws:s3/bucketAcl",
    "aws:s3/bucketCorsConfiguration",
    "aws:s3/bucketNotification:",
    "aws:s3/bucketObjectLockConfiguration",
    "aws:s3/accountPublicAccessBlock:",
    "aws:cloudwatch/logResourcePolicy:",
    "aws:cloudwatch/logMetricFilter:",
    "aws:cloudwatch/eventRule:",
    "aws:cloudwatch/eventTarget:",
    "aws:lb/listener",
    "aws:lb/targetGroup",
    "aws:alb/listener",
    "aws:alb/targetGroup",
    "aws:route53/record:",
    "aws:backup/plan:",
    "aws:backup/selection:",
    "aws:backup/vaultPolicy:",
    "aws:backup/vaultLockConfiguration:",
    "aws:backup/vaultNotifications:",
    "aws:ecr/lifecyclePolicy:",
    "aws:ecr/repositoryPolicy:",
    "aws:ecr/registryPolicy:",
    "aws:sns/topicPolicy:",
    "aws:sqs/queuePolicy:",
    "aws:lambda/permission:",
    "aws:lambda/functionEventInvokeConfig:",
    "aws:appautoscaling/",
    "aws:autoscaling/policy:",
    "aws:wafv2/webAclAssociation:",
    "aws:cloudtrail/eventDataStore:",
  ].map((prefix) => ({ prefix, source: SETTING })),
  { prefix: "aws:acm/certificate", source: "AWS Certificate Manager pricing: public certificates" },
  {
    prefix: "aws:costexplorer/",
    source: "AWS Cost Management pricing: tags, categories, anomalies",
  },
  {
    prefix: "aws:scheduler/",
    source: "Amazon EventBridge pricing: 14 million calls of Scheduler a month are free",
  },
  {
    prefix: "aws:sns/topicSubscription:",
    source: "Amazon SNS pricing: to functions free; 1,000 e-mails a month free",
  },
  {
    prefix: "aws:sfn/stateMachine:",
    source:
      "AWS Step Functions pricing: 4,000 transitions a month are free, and a failover is rare",
  },
  {
    prefix: "aws:codebuild/project:",
    source: "AWS CodeBuild pricing: minutes of builds alone, of which 100 a month are free",
  },
  {
    prefix: "aws:cloudwatch/eventConnection:",
    source: "Amazon EventBridge pricing: the secret of a connection is part of it",
  },
  { prefix: "aws:resourcegroups/", source: "AWS Resource Groups: no additional charge" },
  { prefix: "aws:servicequotas/", source: "Service Quotas: no additional charge" },
  {
    prefix: "aws:accessanalyzer/analyzer:",
    source: "IAM Access Analyzer: external access is free",
  },
  ...[
    "gcp:projects/",
    "gcp:serviceaccount/",
    "gcp:organizations/",
    "gcp:iam/",
    "gcp:compute/network:",
    "gcp:compute/subnetwork:",
    "gcp:compute/firewall:",
    "gcp:compute/route:",
    "gcp:compute/router:",
    "gcp:compute/networkPeering:",
    "gcp:compute/backendService:",
    "gcp:compute/backendBucket:",
    "gcp:compute/uRLMap:",
    "gcp:compute/urlMap:",
    "gcp:compute/healthCheck:",
    "gcp:compute/targetHttpsProxy:",
    "gcp:compute/targetHttpProxy:",
    "gcp:compute/managedSslCertificate:",
    "gcp:compute/sSLCertificate:",
    "gcp:compute/instanceTemplate:",
    "gcp:servicenetworking/",
    "gcp:sql/database:",
    "gcp:sql/user:",
    "gcp:sql/sslCert:",
    "gcp:kms/keyRing:",
    "gcp:kms/cryptoKeyIAM",
    "gcp:kms/keyRingIAM",
    "gcp:secretmanager/secretVersion:",
    "gcp:secretmanager/secretIam",
    "gcp:storage/bucketIAM",
    "gcp:dns/recordSet:",
    "gcp:logging/projectSink:",
    "gcp:billing/budget:",
    "gcp:artifactregistry/repositoryIam",
  ].map((prefix) => ({ prefix, source: GOOGLE })),
  { prefix: "kubernetes:", source: NODES },
  { prefix: "random:", source: "holds a value in the state only" },
  { prefix: "tls:", source: "holds a value in the state only" },
  { prefix: "command:", source: "runs where the program runs" },
  { prefix: "time:", source: "holds a value in the state only" },
  { prefix: "pulumi:", source: "bookkeeping of the engine" },
  ...[
    "zone:",
    "record:",
    "dnsRecord:",
    "ruleset:",
    "zoneSetting:",
    "loadBalancerPool:",
    "loadBalancerMonitor:",
    "tieredCache:",
    "authenticatedOriginPulls",
    "accountToken:",
    "apiToken:",
  ].map((type) => ({
    prefix: `cloudflare:index/${type}`,
    source: "Cloudflare plans: part of the zone's plan",
  })),
];

/** Packages whose resources are bought somewhere; all others make components. */
const PROVIDER_PACKAGES: ReadonlySet<string> = new Set([
  "aws",
  "aws-native",
  "gcp",
  "google-native",
  "azure",
  "azure-native",
  "kubernetes",
  "cloudflare",
]);

const FOUND = new Map<string, string | undefined>();

/**
 * Why a type is free, or `undefined` where it is not in the list.
 *
 * @param type Type token.
 */
export function freeSource(type: string): string | undefined {
  if (!FOUND.has(type)) {
    FOUND.set(type, FREE_FAMILIES.find(({ prefix }) => type.startsWith(prefix))?.source);
  }
  return FOUND.get(type);
}

/**
 * Whether a type belongs to a package that a cloud bills.
 *
 * @param type Type token.
 */
export function isBilledPackage(type: string): boolean {
  return PROVIDER_PACKAGES.has(type.split(":")[0] ?? "");
}
