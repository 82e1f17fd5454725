import { specifyPrices } from "./support";

/** Hours a month. */
const H = 730;
const NODES = "aws:eks/nodeGroup:NodeGroup";
const DB = "aws:rds/instance:Instance";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const none = { additionalBackupStorageGb: 0 };

// Unit prices as the vendors' pages and the examples named in facts/prices list them.
describe("machines on AWS, per month", () => {
  specifyPrices([
    {
      title: "an EC2 m5.large with 8 GB gp2",
      type: "aws:ec2/instance:Instance",
      inputs: { instanceType: "m5.large", rootBlockDevice: { volumeSize: 8, volumeType: "gp2" } },
      usd: 0.096 * H + 8 * 0.1,
    },
    {
      title: "an EC2 t3.medium with 50 GB gp3 and a public address",
      type: "aws:ec2/instance:Instance",
      inputs: {
        instanceType: "t3.medium",
        associatePublicIpAddress: true,
        rootBlockDevice: { volumeSize: 50, volumeType: "gp3" },
      },
      usd: 0.0416 * H + 50 * 0.08 + 0.005 * H,
    },
    {
      title: "a spot t3.xlarge",
      type: "aws:ec2/instance:Instance",
      inputs: {
        instanceType: "t3.xlarge",
        instanceMarketOptions: { marketType: "spot" },
        rootBlockDevice: { volumeSize: 30, volumeType: "gp3" },
      },
      usd: 0.0742 * H + 30 * 0.08,
    },
    {
      title: "an m7g.large in Frankfurt",
      type: "aws:ec2/instance:Instance",
      region: "eu-central-1",
      inputs: { instanceType: "m7g.large", rootBlockDevice: { volumeSize: 20, volumeType: "gp3" } },
      usd: 0.0978 * H + 20 * 0.0952,
    },
    {
      title: "an EKS control plane",
      type: "aws:eks/cluster:Cluster",
      inputs: { version: "1.34" },
      usd: 73,
    },
    {
      title: "an EKS control plane in extended support",
      type: "aws:eks/cluster:Cluster",
      inputs: { version: "1.30" },
      options: { day: "2026-11-20" },
      usd: 438,
    },
    {
      title: "three on-demand nodes, six at most, 20 GB each",
      type: NODES,
      inputs: {
        instanceTypes: ["m7g.large"],
        diskSize: 20,
        scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 6 },
      },
      usd: 3 * (0.0816 * H + 20 * 0.1),
      maximumUsd: 6 * (0.0816 * H + 20 * 0.1),
    },
    {
      title: "two spot nodes, the dearest of two types",
      type: NODES,
      inputs: {
        capacityType: "SPOT",
        instanceTypes: ["m7g.large", "m7g.xlarge"],
        diskSize: 20,
        scalingConfig: { desiredSize: 2, minSize: 0, maxSize: 2 },
      },
      usd: 2 * (0.0758 * H + 20 * 0.1),
    },
    {
      title: "spot nodes of two types, one of which has no spot price in Ireland",
      type: NODES,
      region: "eu-west-1",
      inputs: {
        capacityType: "SPOT",
        // m7g.large at its limit of 0.091, r7g.large at a spot price of 0.0478.
        instanceTypes: ["m7g.large", "r7g.large"],
        diskSize: 20,
        scalingConfig: { desiredSize: 2, minSize: 0, maxSize: 2 },
      },
      usd: 2 * (0.091 * H + 20 * 0.11),
    },
    {
      title: "a node group that states nothing but its size: t3.medium with 20 GB",
      type: NODES,
      inputs: { scalingConfig: { desiredSize: 1, minSize: 1, maxSize: 1 } },
      usd: 0.0416 * H + 20 * 0.1,
    },
    {
      title: "100 GB of gp3",
      type: "aws:ebs/volume:Volume",
      inputs: { size: 100, type: "gp3" },
      usd: 8,
    },
    {
      title: "gp3 with 4,000 IOPS and 250 MB/s",
      type: "aws:ebs/volume:Volume",
      inputs: { size: 100, type: "gp3", iops: 4000, throughput: 250 },
      usd: 8 + 1000 * 0.005 + 125 * 0.04,
    },
    {
      title: "io1 with 200 IOPS",
      type: "aws:ebs/volume:Volume",
      inputs: { size: 40, type: "io1", iops: 200 },
      usd: 40 * 0.125 + 200 * 0.065,
    },
    {
      title: "io1 in Ireland",
      type: "aws:ebs/volume:Volume",
      region: "eu-west-1",
      inputs: { size: 40, type: "io1", iops: 200 },
      usd: 40 * 0.138 + 200 * 0.072,
    },
    {
      title: "500 GB of cold HDD",
      type: "aws:ebs/volume:Volume",
      inputs: { size: 500, type: "sc1" },
      usd: 500 * 0.015,
    },
  ]);
});

describe("databases and caches on AWS, per month", () => {
  specifyPrices([
    {
      title: "db.t3.large MySQL Single-AZ with 20 GB gp2",
      type: DB,
      inputs: { engine: "mysql", instanceClass: "db.t3.large", allocatedStorage: 20 },
      usage: { additionalBackupStorageGb: 1000 },
      usd: 0.136 * H + 20 * 0.115 + 1000 * 0.095,
    },
    {
      title: "db.t4g.small PostgreSQL Multi-AZ with 30 GB gp3",
      type: DB,
      inputs: {
        engine: "postgres",
        instanceClass: "db.t4g.small",
        multiAz: true,
        storageType: "gp3",
        allocatedStorage: 30,
      },
      usage: none,
      usd: 0.065 * H + 30 * 0.23,
    },
    {
      title: "db.t4g.large PostgreSQL Multi-AZ of the bill of materials, 200 GB at most",
      type: DB,
      inputs: {
        engine: "postgres",
        instanceClass: "db.t4g.large",
        multiAz: true,
        storageType: "gp3",
        allocatedStorage: 100,
        maxAllocatedStorage: 200,
      },
      usage: { additionalBackupStorageGb: 300 },
      usd: 0.258 * H + 100 * 0.23 + 300 * 0.095,
      maximumUsd: 0.258 * H + 200 * 0.23 + 300 * 0.095,
    },
    {
      title: "gp3 of 500 GB with 13,000 IOPS, 12,000 of them included",
      type: DB,
      inputs: {
        engine: "postgres",
        instanceClass: "db.t4g.micro",
        storageType: "gp3",
        allocatedStorage: 500,
        iops: 13_000,
      },
      usage: none,
      usd: 0.016 * H + 500 * 0.115 + 1000 * 0.02,
    },
    {
      title: "gp3 of 100 GB with 4,000 IOPS, 3,000 of them included, Multi-AZ",
      type: DB,
      inputs: {
        engine: "postgres",
        instanceClass: "db.t4g.small",
        multiAz: true,
        storageType: "gp3",
        allocatedStorage: 100,
        iops: 4000,
      },
      usage: none,
      usd: 0.065 * H + 100 * 0.23 + 1000 * 0.04,
    },
    {
      title: "io1 with 1,000 IOPS",
      type: DB,
      inputs: {
        engine: "mysql",
        instanceClass: "db.t3.large",
        allocatedStorage: 100,
        iops: 1000,
      },
      usage: none,
      usd: 0.136 * H + 100 * 0.125 + 1000 * 0.1,
    },
    {
      title: "db.m6g.xlarge PostgreSQL Multi-AZ in Ireland with gp2",
      type: DB,
      region: "eu-west-1",
      inputs: {
        engine: "postgres",
        instanceClass: "db.m6g.xlarge",
        multiAz: true,
        allocatedStorage: 100,
      },
      usage: none,
      usd: 0.704 * H + 100 * 0.253,
    },
    {
      title: "an instance that keeps no backups",
      type: DB,
      inputs: {
        engine: "postgres",
        instanceClass: "db.t3.micro",
        storageType: "gp3",
        allocatedStorage: 20,
        backupRetentionPeriod: 0,
      },
      usd: 0.018 * H + 20 * 0.115,
    },
    {
      title: "an Aurora instance",
      type: "aws:rds/clusterInstance:ClusterInstance",
      inputs: { engine: "aurora-postgresql", instanceClass: "db.r6g.large" },
      usd: 0.26 * H,
    },
    {
      title: "Aurora storage, I/O and backups",
      type: "aws:rds/cluster:Cluster",
      inputs: { engine: "aurora-postgresql" },
      usage: { storageGb: 1000, monthlyIoRequests: 200_000_000, backupSnapshotSizeGb: 100 },
      usd: 1000 * 0.1 + 200 * 0.2 + 100 * 0.021,
    },
    {
      title: "a Redis group of one cache.m6g.12xlarge",
      type: CACHE,
      inputs: { nodeType: "cache.m6g.12xlarge" },
      usd: 3.557 * H,
    },
    {
      title: "three shards of two Valkey cache.t4g.micro",
      type: CACHE,
      inputs: {
        engine: "valkey",
        nodeType: "cache.t4g.micro",
        numNodeGroups: 3,
        replicasPerNodeGroup: 1,
      },
      usd: 6 * 0.0128 * H,
    },
    {
      title: "one shard and two replicas of cache.t4g.small, seven snapshots",
      type: CACHE,
      inputs: { nodeType: "cache.t4g.small", numCacheClusters: 3, snapshotRetentionLimit: 7 },
      usage: { snapshotStorageSizeGb: 20 },
      usd: 3 * 0.032 * H + 20 * 0.085,
    },
    {
      title: "a Redis cluster node in Oregon",
      type: "aws:elasticache/cluster:Cluster",
      region: "us-west-2",
      inputs: { engine: "redis", nodeType: "cache.t3.medium", numCacheNodes: 1 },
      usd: 0.068 * H,
    },
    {
      title: "MSK with two kafka.t3.small and 50 GB each",
      type: "aws:msk/cluster:Cluster",
      inputs: {
        numberOfBrokerNodes: 2,
        brokerNodeGroupInfo: {
          instanceType: "kafka.t3.small",
          storageInfo: { ebsStorageInfo: { volumeSize: 50 } },
        },
      },
      usd: 2 * 0.0456 * H + 100 * 0.1,
    },
  ]);
});
