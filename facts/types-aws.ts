/**
 * Resource types of AWS that we build. Sources: the inputs and the section "Import" of each type in
 * the AWS provider's reference (7.48); what a service changes by itself is said beside the field.
 */
import type { CostLine } from "./lines";
import type { TypeRow } from "./types-row";

function tagged(line: CostLine): TypeRow {
  return { line, holdsData: false, persistent: false, taggable: true };
}

function untagged(line: CostLine, naturalImportId: string): TypeRow {
  return { line, holdsData: false, persistent: false, taggable: false, naturalImportId };
}

function data(line: CostLine, cloudOwnedFields: readonly string[] = []): TypeRow {
  return { line, holdsData: true, persistent: true, taggable: true, cloudOwnedFields };
}

/** Types by token. */
export const AWS_TYPES = {
  "aws:ec2/vpc:Vpc": tagged("Network"),
  "aws:ec2/subnet:Subnet": tagged("Network"),
  "aws:ec2/internetGateway:InternetGateway": tagged("Network"),
  "aws:ec2/eip:Eip": tagged("Network"),
  "aws:ec2/natGateway:NatGateway": tagged("Network"),
  "aws:ec2/routeTable:RouteTable": tagged("Network"),
  "aws:ec2/route:Route": untagged("Network", "{routeTableId}_{destinationCidrBlock}"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": untagged(
    "Network",
    "{subnetId}/{routeTableId}",
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": tagged("Network"),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": tagged("Network"),
  "aws:ec2/flowLog:FlowLog": tagged("Logging"),
  "aws:ec2/securityGroup:SecurityGroup": tagged("Network"),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": tagged("Network"),
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": tagged("Network"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": tagged("Network"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": tagged("Network"),
  "aws:ec2/launchTemplate:LaunchTemplate": tagged("Compute"),
  "aws:kms/key:Key": { line: "Security", holdsData: false, persistent: true, taggable: true },
  "aws:kms/alias:Alias": untagged("Security", "{name}"),
  // Storage autoscaling grows the volume; automatic minor upgrades move the version.
  "aws:rds/instance:Instance": data("Database", ["allocatedStorage", "engineVersion"]),
  "aws:rds/subnetGroup:SubnetGroup": tagged("Database"),
  "aws:rds/parameterGroup:ParameterGroup": tagged("Database"),
  // A cache is filled again from the database; service updates move the patch version.
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    ...data("Redis", ["engineVersion"]),
    persistent: false,
  },
  "aws:elasticache/subnetGroup:SubnetGroup": tagged("Redis"),
  "aws:elasticache/parameterGroup:ParameterGroup": tagged("Redis"),
  "aws:elasticache/user:User": tagged("Redis"),
  // Users join by associations, and the group lists them.
  "aws:elasticache/userGroup:UserGroup": { ...tagged("Redis"), cloudOwnedFields: ["userIds"] },
  "aws:elasticache/userGroupAssociation:UserGroupAssociation": untagged(
    "Redis",
    "{userGroupId},{userId}",
  ),
  // Volumes of claims hang on the cluster; its own store is encrypted with our key.
  "aws:eks/cluster:Cluster": { ...data("Compute"), persistent: false },
  // The node autoscaler moves the size between its limits.
  "aws:eks/nodeGroup:NodeGroup": {
    ...tagged("Compute"),
    cloudOwnedFields: ["scalingConfig.desiredSize"],
  },
  "aws:eks/addon:Addon": tagged("Compute"),
  "aws:eks/accessEntry:AccessEntry": tagged("Compute"),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": untagged(
    "Compute",
    "{clusterName}#{principalArn}#{policyArn}",
  ),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": tagged("Compute"),
  "aws:codebuild/project:Project": tagged("Compute"),
  "aws:iam/role:Role": tagged("Security"),
  "aws:iam/policy:Policy": tagged("Security"),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": tagged("Security"),
  "aws:iam/rolePolicy:RolePolicy": untagged("Security", "{role}:{name}"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": untagged("Security", "{role}/{policyArn}"),
  "aws:cloudwatch/logGroup:LogGroup": data("Logging"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": tagged("Monitoring"),
  "aws:secretsmanager/secret:Secret": data("Security"),
  // Rotation writes a new version; what it holds is the secret's.
  "aws:secretsmanager/secretVersion:SecretVersion": {
    line: "Security",
    holdsData: true,
    persistent: false,
    taggable: false,
    cloudOwnedFields: ["secretString"],
    naturalImportId: "{secretId}|{versionId}",
  },
  "aws:s3/bucket:Bucket": data("Object storage"),
  "aws:s3/bucketPolicy:BucketPolicy": untagged("Object storage", "{bucket}"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": untagged("Object storage", "{bucket}"),
  "aws:s3/bucketVersioning:BucketVersioning": untagged("Object storage", "{bucket}"),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": untagged("Object storage", "{bucket}"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    untagged("Object storage", "{bucket}"),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": untagged(
    "Object storage",
    "{bucket}",
  ),
  "aws:sns/topic:Topic": data("Monitoring"),
  "aws:sns/topicPolicy:TopicPolicy": untagged("Monitoring", "{arn}"),
  "aws:cloudtrail/trail:Trail": tagged("Security"),
  "aws:guardduty/detector:Detector": tagged("Security"),
  "aws:guardduty/detectorFeature:DetectorFeature": untagged("Security", "{detectorId}/{name}"),
  "aws:backup/vault:Vault": data("Disaster recovery"),
  "aws:backup/plan:Plan": tagged("Disaster recovery"),
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    // Ends with its source, whose own backups it copies.
    ...untagged("Disaster recovery", "{autoBackupArn}"),
    holdsData: true,
  },
  "aws:backup/selection:Selection": untagged("Disaster recovery", "{planId}|{selectionId}"),
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": untagged(
    "Disaster recovery",
    "{backupVaultName}",
  ),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": untagged(
    "Disaster recovery",
    "{bucket}",
  ),
  // Transitions of the sites write it.
  "aws:ssm/parameter:Parameter": { ...tagged("Disaster recovery"), cloudOwnedFields: ["value"] },
  "aws:sfn/stateMachine:StateMachine": tagged("Disaster recovery"),
  // Holds the credential of a call, which the service never gives back.
  "aws:cloudwatch/eventConnection:EventConnection": {
    ...untagged("Disaster recovery", "{name}"),
    holdsData: true,
  },
  "aws:lambda/function:Function": tagged("Monitoring"),
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": untagged(
    "Monitoring",
    "{functionName}",
  ),
  "aws:lambda/permission:Permission": untagged("Monitoring", "{function}/{statementId}"),
  // What a function could not do; the alarm has told of it.
  "aws:sqs/queue:Queue": { ...data("Monitoring"), persistent: false },
  "aws:scheduler/schedule:Schedule": untagged("Monitoring", "{groupName}/{name}"),
  "aws:cloudwatch/eventRule:EventRule": tagged("Monitoring"),
  "aws:cloudwatch/eventTarget:EventTarget": untagged(
    "Monitoring",
    "{eventBusName}/{rule}/{targetId}",
  ),
  // Only the service knows its id; subscribing the same endpoint again gives the same one.
  "aws:sns/topicSubscription:TopicSubscription": untagged("Monitoring", "{topic}:{subscriptionId}"),
  "aws:secretsmanager/secretRotation:SecretRotation": untagged("Security", "{secretId}"),
  "aws:budgets/budget:Budget": tagged("Monitoring"),
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor": tagged("Monitoring"),
  "aws:costexplorer/anomalySubscription:AnomalySubscription": tagged("Monitoring"),
  "aws:ec2/managedPrefixList:ManagedPrefixList": tagged("Network"),
  "aws:acm/certificate:Certificate": tagged("Security"),
  "aws:acm/certificateValidation:CertificateValidation": untagged("Security", "{certificateArn}"),
  "aws:lb/loadBalancer:LoadBalancer": tagged("Network"),
  "aws:lb/listener:Listener": tagged("Network"),
  // A controller in the cluster fills it; who is in it is no input.
  "aws:lb/targetGroup:TargetGroup": tagged("Network"),
  "aws:lb/trustStore:TrustStore": tagged("Network"),
  "aws:s3/bucketObjectv2:BucketObjectv2": tagged("Object storage"),
} as const satisfies Record<string, TypeRow>;
