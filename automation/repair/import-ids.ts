/**
 * From an ARN to the id under which the provider knows the resource. An ARN is what the tagging
 * service gives; the id is what the state holds.
 * Source: the section "Import" of each resource in the AWS provider's documentation.
 */

/** How the id is taken from the ARN. */
type IdRule =
  /** The ARN itself. */
  | "arn"
  /** What follows the last `/`. */
  | "after-slash"
  /** What follows the last `:`. */
  | "after-colon"
  /** `…/<cluster>/<name>/<uuid>` becomes `<cluster>:<name>`. */
  | "cluster-and-name"
  /** `podidentityassociation/<cluster>/<id>` becomes `<cluster>,<id>`. */
  | "cluster-and-association"
  /** `log-group:<name>`, with or without `:*`. */
  | "log-group"
  /** `https://sqs.<region>.amazonaws.com/<account>/<name>`. */
  | "queue-url"
  /** No ARN tells it: the inputs do. */
  | "inputs";

/** Types whose id is not what follows the last slash of their ARN. */
const RULES: Readonly<Record<string, IdRule>> = {
  "aws:s3/bucket:Bucket": "after-colon",
  "aws:s3/bucketV2:BucketV2": "after-colon",
  "aws:rds/instance:Instance": "after-colon",
  "aws:rds/cluster:Cluster": "after-colon",
  "aws:rds/clusterInstance:ClusterInstance": "after-colon",
  "aws:rds/subnetGroup:SubnetGroup": "after-colon",
  "aws:rds/parameterGroup:ParameterGroup": "after-colon",
  "aws:rds/optionGroup:OptionGroup": "after-colon",
  "aws:elasticache/replicationGroup:ReplicationGroup": "after-colon",
  "aws:elasticache/subnetGroup:SubnetGroup": "after-colon",
  "aws:elasticache/parameterGroup:ParameterGroup": "after-colon",
  "aws:elasticache/user:User": "after-colon",
  "aws:elasticache/userGroup:UserGroup": "after-colon",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "after-colon",
  "aws:cloudwatch/logGroup:LogGroup": "log-group",
  "aws:lambda/function:Function": "after-colon",
  "aws:backup/vault:Vault": "after-colon",
  "aws:backup/plan:Plan": "after-colon",
  "aws:eks/nodeGroup:NodeGroup": "cluster-and-name",
  "aws:eks/addon:Addon": "cluster-and-name",
  "aws:eks/fargateProfile:FargateProfile": "cluster-and-name",
  "aws:eks/accessEntry:AccessEntry": "inputs",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": "cluster-and-association",
  "aws:sqs/queue:Queue": "queue-url",
  "aws:secretsmanager/secret:Secret": "arn",
  "aws:sns/topic:Topic": "arn",
  "aws:iam/policy:Policy": "arn",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "arn",
  "aws:acm/certificate:Certificate": "arn",
  "aws:lb/loadBalancer:LoadBalancer": "arn",
  "aws:lb/targetGroup:TargetGroup": "arn",
  "aws:lb/listener:Listener": "arn",
  "aws:cloudtrail/trail:Trail": "arn",
  "aws:sfn/stateMachine:StateMachine": "arn",
  "aws:backup/framework:Framework": "after-colon",
  "aws:ecr/repository:Repository": "after-slash",
};

/**
 * @param type Type token of an AWS resource.
 * @param arn What the tagging service names it.
 * @returns The id; undefined where the ARN does not tell it.
 */
export function importIdOfArn(type: string, arn: string): string | undefined {
  const rule = RULES[type] ?? "after-slash";
  switch (rule) {
    case "arn":
      return arn;
    case "after-slash":
      return lastPart(arn, "/");
    case "after-colon":
      return lastPart(arn, ":");
    case "cluster-and-name":
      return clusterAndName(arn, ":");
    case "cluster-and-association":
      return clusterAndName(arn, ",");
    case "log-group":
      return /:log-group:([^:*]+)/.exec(arn)?.[1];
    case "queue-url":
      return queueUrl(arn);
    case "inputs":
      return undefined;
    default:
      return rule satisfies never;
  }
}

function lastPart(arn: string, separator: string): string | undefined {
  const part = arn.slice(arn.lastIndexOf(separator) + 1);
  return part === "" || !arn.includes(separator) ? undefined : part;
}

function clusterAndName(arn: string, separator: string): string | undefined {
  const [, cluster, name] = arn.split("/");
  return cluster === undefined || name === undefined ? undefined : cluster + separator + name;
}

function queueUrl(arn: string): string | undefined {
  const [, , service, region, account, name] = arn.split(":");
  if (service !== "sqs" || region === undefined || account === undefined || name === undefined) {
    return undefined;
  }
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}
