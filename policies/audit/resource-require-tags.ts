/** What costs money or holds data carries the platform's tags. */
import { resourcePolicy } from "../frame/policy";
import { REQUIRED_TAGS } from "../../facts/tags";
import { Reader } from "../frame/reader";
import { undecided, violation } from "../frame/verdict";

/**
 * Tags of the provider count, since it adds them to every resource. Source: facts/tags; seed, Cost
 * Allocation.
 */
export const auditResourceRequireTags = resourcePolicy({
  name: "audit-resource-require-tags",
  description: "What costs money or holds data carries the platform's tags.",
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:s3/bucket:Bucket",
    "aws:eks/cluster:Cluster",
    "aws:eks/nodeGroup:NodeGroup",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/natGateway:NatGateway",
    "aws:kms/key:Key",
    "aws:secretsmanager/secret:Secret",
    "aws:backup/vault:Vault",
    "aws:dynamodb/table:Table",
    "aws:sqs/queue:Queue",
    "aws:sns/topic:Topic",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:efs/fileSystem:FileSystem",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:msk/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:redshift/cluster:Cluster",
  ],
  frameworks: ["SOC 2 CC7.2"],
  example: { good: "tags: { environment, component, … }", bad: "tags without owner" },
  judge: (inputs, { view }) => {
    const own = inputs.at("tags");
    if (own.isUnknown) return undecided("tags");
    const byProvider = new Reader(view.provider.defaultTags).at("tags").keys;
    const carried = new Set([...own.keys, ...byProvider, ...inputs.at("tagsAll").keys]);
    const missing = REQUIRED_TAGS.filter((tag) => !carried.has(tag));
    return missing.length === 0
      ? []
      : violation("tags", `tags lacks ${missing.join(", ")}; add it.`);
  },
});
