/** Types whose missing price would hide a real bill. */

/** Types without a price that are known to cost real money: unpriced, they hide a bill. */
const COSTLY: readonly string[] = [
  "aws:directconnect/",
  "aws:docdb/",
  "aws:dynamodb/globalTable:",
  "aws:ec2/clientVpnEndpoint/",
  "aws:ec2/dedicatedHost:",
  "aws:ec2transitgateway/",
  "aws:ec2/transitGateway",
  "aws:ec2/vpnConnection:",
  "aws:ecs/service:",
  "aws:elasticache/globalReplicationGroup:",
  "aws:elasticache/serverlessCache:",
  "aws:emr/",
  "aws:fsx/",
  "aws:globalaccelerator/",
  "aws:grafana/workspace:",
  "aws:kendra/",
  "aws:kinesis/",
  "aws:memorydb/",
  "aws:mq/broker:",
  "aws:msk/",
  "aws:neptune/",
  "aws:networkfirewall/firewall:",
  "aws:opensearch/",
  "aws:rds/",
  "aws:redshift/",
  "aws:redshiftserverless/",
  "aws:route53recoverycontrol/",
  "aws:sagemaker/",
  "aws:shield/",
  "aws:eks/fargateProfile:",
  "aws:eks/nodeGroup:",
  "aws:eks/cluster:",
  "aws:ec2/instance:",
  "aws:ec2/natGateway:",
  "aws:elasticache/replicationGroup:",
  "aws:elasticache/cluster:",
  "aws:autoscaling/group:",
  "aws:lb/loadBalancer:",
  "gcp:alloydb/",
  "gcp:bigtable/",
  "gcp:composer/",
  "gcp:compute/instance:",
  "gcp:container/cluster:",
  "gcp:container/nodePool:",
  "gcp:dataflow/",
  "gcp:dataproc/",
  "gcp:filestore/",
  "gcp:managedkafka/",
  "gcp:memorystore/",
  "gcp:redis/",
  "gcp:spanner/",
  "gcp:sql/databaseInstance:",
];

/**
 * Whether a type is known to cost real money.
 *
 * @param type Type token.
 */
export function isCostly(type: string): boolean {
  return COSTLY.some((prefix) => type.startsWith(prefix));
}
