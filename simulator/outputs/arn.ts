/** Amazon Resource Names. Source of forms: AWS, Service Authorization Reference, resource types. */
import type { Scope } from "../contract";
import { kindOf, serviceOf } from "../schema/tokens";
import { lettersOf, uuidOf } from "./digits";

/** How a type's ARN is written where it does not follow from the token. */
interface ArnForm {
  /** Service in the ARN, where the module is named otherwise. */
  readonly service?: string;
  /** What stands before the name, with its separator: `db:`, `cluster/`. Empty for queues. */
  readonly prefix: string;
  /** What stands in the place of the region and the account. */
  readonly reach?: "regional" | "global" | "bare";
  /** What the name is followed by: Secrets Manager adds six characters. */
  readonly suffix?: "six-letters";
  /** The last part is an id that the cloud makes up. */
  readonly name?: "uuid";
}

const ARN_FORMS = {
  "aws:acm/certificate:Certificate": { prefix: "certificate/", name: "uuid" },
  "aws:backup/vault:Vault": { prefix: "backup-vault:" },
  "aws:cloudwatch/logGroup:LogGroup": { service: "logs", prefix: "log-group:" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { prefix: "alarm:" },
  "aws:cloudwatch/eventRule:EventRule": { service: "events", prefix: "rule/" },
  "aws:cfg/rule:Rule": { service: "config", prefix: "config-rule/" },
  "aws:dynamodb/table:Table": { prefix: "table/" },
  "aws:ecr/repository:Repository": { prefix: "repository/" },
  "aws:eks/cluster:Cluster": { prefix: "cluster/" },
  "aws:eks/nodeGroup:NodeGroup": { prefix: "nodegroup/" },
  "aws:eks/addon:Addon": { prefix: "addon/" },
  "aws:elasticache/cluster:Cluster": { prefix: "cluster:" },
  "aws:elasticache/parameterGroup:ParameterGroup": { prefix: "parametergroup:" },
  "aws:elasticache/replicationGroup:ReplicationGroup": { prefix: "replicationgroup:" },
  "aws:elasticache/subnetGroup:SubnetGroup": { prefix: "subnetgroup:" },
  "aws:elasticache/user:User": { prefix: "user:" },
  "aws:elasticache/userGroup:UserGroup": { prefix: "usergroup:" },
  "aws:iam/instanceProfile:InstanceProfile": { prefix: "instance-profile/", reach: "global" },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    prefix: "oidc-provider/",
    reach: "global",
  },
  "aws:iam/policy:Policy": { prefix: "policy/", reach: "global" },
  "aws:iam/role:Role": { prefix: "role/", reach: "global" },
  "aws:iam/user:User": { prefix: "user/", reach: "global" },
  "aws:kms/alias:Alias": { prefix: "" },
  "aws:kms/key:Key": { prefix: "key/", name: "uuid" },
  "aws:lambda/function:Function": { prefix: "function:" },
  "aws:lb/listener:Listener": { service: "elasticloadbalancing", prefix: "listener/" },
  "aws:lb/loadBalancer:LoadBalancer": { service: "elasticloadbalancing", prefix: "loadbalancer/" },
  "aws:lb/targetGroup:TargetGroup": { service: "elasticloadbalancing", prefix: "targetgroup/" },
  "aws:rds/cluster:Cluster": { prefix: "cluster:" },
  "aws:rds/instance:Instance": { prefix: "db:" },
  "aws:rds/parameterGroup:ParameterGroup": { prefix: "pg:" },
  "aws:rds/subnetGroup:SubnetGroup": { prefix: "subgrp:" },
  "aws:route53/zone:Zone": { prefix: "hostedzone/", reach: "bare" },
  "aws:s3/bucket:Bucket": { prefix: "", reach: "bare" },
  "aws:s3/bucketV2:BucketV2": { service: "s3", prefix: "", reach: "bare" },
  "aws:secretsmanager/secret:Secret": { prefix: "secret:", suffix: "six-letters" },
  "aws:sns/topic:Topic": { prefix: "" },
  "aws:sqs/queue:Queue": { prefix: "" },
  "aws:ssm/parameter:Parameter": { prefix: "parameter/" },
} as const satisfies Record<string, ArnForm>;

/** Modules of the SDK whose service is named otherwise in ARNs. */
const SERVICES = {
  alb: "elasticloadbalancing",
  cfg: "config",
  cloudwatch: "cloudwatch",
  lb: "elasticloadbalancing",
  msk: "kafka",
  sfn: "states",
} as const satisfies Record<string, string>;

/** Services whose ARNs name no region. */
const GLOBAL_SERVICES: ReadonlySet<string> = new Set([
  "iam",
  "budgets",
  "organizations",
  "cloudfront",
  "globalaccelerator",
]);

/**
 * @param scope Account and region.
 * @param type The type token.
 * @param name The physical name or id.
 * @returns The ARN that AWS would give, the same for the same words.
 */
export function arnOf(scope: Scope, type: string, name: string): string {
  const form = formOf(type);
  const module = serviceOf(type);
  const service = form.service ?? table(SERVICES)[module] ?? module;
  const words = [scope.account, scope.region ?? "", type, name];
  const isGlobal = form.reach === "global" || GLOBAL_SERVICES.has(service);
  const region = form.reach === "bare" || isGlobal ? "" : (scope.region ?? "");
  const account = form.reach === "bare" ? "" : scope.account;
  const bare = form.prefix.endsWith("/") ? name.replace(/^\/(?=.)/, "") : name;
  const last = form.name === "uuid" ? uuidOf(words) : bare;
  const suffix = form.suffix === undefined ? "" : `-${lettersOf(words, 6)}`;
  return `arn:${partitionOf(scope.region)}:${service}:${region}:${account}:${form.prefix}${last}${suffix}`;
}

function formOf(type: string): ArnForm {
  const kind = kindOf(type).replaceAll(/(?<=[a-z0-9])([A-Z])/g, "-$1");
  return table<ArnForm>(ARN_FORMS)[type] ?? { prefix: `${kind.toLowerCase()}/` };
}

function partitionOf(region: string | undefined): string {
  if (region?.startsWith("cn-") === true) {
    return "aws-cn";
  }
  return region?.startsWith("us-gov-") === true ? "aws-us-gov" : "aws";
}

function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T | undefined>> {
  return entries;
}
