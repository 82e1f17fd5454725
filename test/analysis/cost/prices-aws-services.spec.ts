import { specifyPrices } from "./support";

/** Hours a month. */
const H = 730;
const LB = "aws:lb/loadBalancer:LoadBalancer";

describe("network and services on AWS, per month", () => {
  specifyPrices([
    {
      title: "a NAT gateway with 100 GB",
      type: "aws:ec2/natGateway:NatGateway",
      inputs: {},
      usage: { monthlyDataProcessedGb: 100 },
      usd: 32.85 + 4.5,
    },
    {
      title: "a NAT gateway in Frankfurt",
      type: "aws:ec2/natGateway:NatGateway",
      region: "eu-central-1",
      inputs: {},
      usage: { monthlyDataProcessedGb: 100 },
      usd: 0.052 * H + 5.2,
    },
    { title: "a public address", type: "aws:ec2/eip:Eip", inputs: {}, usd: 3.65 },
    {
      title: "an internal ALB with 1,000 GB",
      type: LB,
      inputs: { internal: true, subnets: ["a", "b"] },
      usage: { processedBytesGb: 1000 },
      usd: 0.0225 * H + 1000 * 0.008,
    },
    {
      title: "an ALB in three zones with three addresses",
      type: LB,
      inputs: { internal: false, subnets: ["a", "b", "c"] },
      usage: { processedBytesGb: 200 },
      usd: 0.0225 * H + 200 * 0.008 + 3 * 0.005 * H,
    },
    {
      title: "an NLB with 1,600 new connections a second, two units",
      type: LB,
      inputs: { loadBalancerType: "network", internal: true },
      usage: { newConnections: 1600, processedBytesGb: 10 },
      usd: 0.0225 * H + 2 * H * 0.006,
    },
    {
      title: "an interface endpoint in three zones",
      type: "aws:ec2/vpcEndpoint:VpcEndpoint",
      inputs: { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] },
      usage: { monthlyDataProcessedGb: 1000 },
      usd: 3 * 7.3 + 10,
    },
    {
      title: "a hosted zone with 100 million queries",
      type: "aws:route53/zone:Zone",
      inputs: {},
      usage: { monthlyStandardQueries: 100_000_000 },
      usd: 0.5 + 40,
    },
    {
      title: "an HTTPS health check outside AWS",
      type: "aws:route53/healthCheck:HealthCheck",
      inputs: { type: "HTTPS", requestInterval: 30 },
      usd: 0.75 + 2,
    },
    {
      title: "a key with a million requests",
      type: "aws:kms/key:Key",
      inputs: {},
      usage: { monthlyRequests: 1_000_000 },
      usd: 1 + 3,
    },
    {
      title: "a secret with one replica and 100,000 reads",
      type: "aws:secretsmanager/secret:Secret",
      inputs: { replicas: [{ region: "us-west-2" }] },
      usage: { monthlyRequests: 100_000 },
      usd: 0.8 + 0.5,
    },
    {
      title: "1,000 GB of logs ingested and kept",
      type: "aws:cloudwatch/logGroup:LogGroup",
      inputs: { retentionInDays: 30 },
      usage: { monthlyDataIngestedGb: 1000, storageGb: 1000 },
      usd: 500 + 30,
    },
    {
      title: "an alarm",
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      inputs: { period: 60 },
      usd: 0.1,
    },
    {
      title: "a high-resolution alarm over two metrics",
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      inputs: { period: 10, metricQueries: [{ metric: {} }, { metric: {} }, { expression: "a" }] },
      usd: 0.6,
    },
    { title: "a dashboard", type: "aws:cloudwatch/dashboard:Dashboard", inputs: {}, usd: 3 },
    {
      title: "a bucket of 10,000 GB with requests",
      type: "aws:s3/bucket:Bucket",
      inputs: {},
      usage: {
        standard: {
          storageGb: 10_000,
          monthlyTier1Requests: 1_000_000,
          monthlyTier2Requests: 10_000_000,
        },
        standardInfrequentAccess: { storageGb: 500 },
      },
      usd: 230 + 5 + 4 + 6.25,
    },
    {
      title: "a registry of 10 GB",
      type: "aws:ecr/repository:Repository",
      inputs: {},
      usage: { storageGb: 10 },
      usd: 1,
    },
    {
      title: "a web ACL with three rules and ten million requests",
      type: "aws:wafv2/webAcl:WebAcl",
      inputs: { rules: [{}, {}, {}] },
      usage: { monthlyRequests: 10_000_000 },
      usd: 5 + 3 + 6,
    },
    {
      title: "a backup vault with 300 GB of databases",
      type: "aws:backup/vault:Vault",
      inputs: {},
      usage: { monthlyRdsSnapshotGb: 300, monthlyEbsSnapshotGb: 100 },
      usd: 300 * 0.095 + 100 * 0.05,
    },
    {
      title: "an EFS of 230 GB",
      type: "aws:efs/fileSystem:FileSystem",
      inputs: {},
      usage: { storageGb: 230 },
      usd: 69,
    },
    {
      title: "CloudFront with 1,000 GB and a million requests",
      type: "aws:cloudfront/distribution:Distribution",
      inputs: {},
      usage: { monthlyDataTransferToInternetGb: 1000, monthlyHttpsRequests: 1_000_000 },
      usd: 85 + 1,
    },
  ]);
});
