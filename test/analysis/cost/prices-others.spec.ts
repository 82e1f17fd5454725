import assert from "node:assert/strict";
import { estimateCost } from "../../../analysis/cost";
import { specifyPrices, view } from "./support";

const H = 730;
const SQL = "gcp:sql/databaseInstance:DatabaseInstance";
const POOL = "gcp:container/nodePool:NodePool";
const region = "us-central1";

describe("Google Cloud, per month", () => {
  specifyPrices([
    {
      title: "a GKE cluster without its default pool",
      type: "gcp:container/cluster:Cluster",
      region,
      inputs: { removeDefaultNodePool: true },
      usd: 73,
    },
    {
      title: "a pool of one e2-standard-2 in each of three zones, three at most",
      type: POOL,
      region,
      inputs: {
        location: "us-central1",
        nodeCount: 1,
        autoscaling: { minNodeCount: 1, maxNodeCount: 3 },
        nodeConfig: { machineType: "e2-standard-2", diskSizeGb: 50 },
      },
      usd: 3 * (0.06701142 * H + 50 * 0.1),
      maximumUsd: 9 * (0.06701142 * H + 50 * 0.1),
    },
    {
      title: "two spot e2-standard-4 in one zone",
      type: POOL,
      region,
      inputs: {
        location: "us-central1-a",
        nodeCount: 2,
        nodeConfig: { machineType: "e2-standard-4", spot: true, diskSizeGb: 100 },
      },
      usd: 2 * (0.053584 * H + 10),
    },
    {
      title: "an e2-highmem-2 by its cores and memory",
      type: "gcp:compute/instance:Instance",
      region,
      inputs: {
        zone: "us-central1-a",
        machineType: "e2-highmem-2",
        bootDisk: { initializeParams: { size: 10, type: "pd-ssd" } },
      },
      usd: 2 * 0.02181159 * H + 16 * 0.00292353 * H + 1.7,
    },
    {
      title: "an n2-standard-8 with its discount for a full month",
      type: "gcp:compute/instance:Instance",
      region,
      inputs: { zone: "us-central1-a", machineType: "n2-standard-8" },
      usd: 0.388472 * 0.8 * H + 10 * 0.04,
    },
    {
      title: "db-custom-2-7680 HA with 100 GB",
      type: SQL,
      region,
      inputs: {
        region,
        settings: { tier: "db-custom-2-7680", availabilityType: "REGIONAL", diskSize: 100 },
      },
      usd: 2 * 0.0826 * H + 7.5 * 0.014 * H + 34,
    },
    {
      title: "db-f1-micro zonal with 10 GB and backups",
      type: SQL,
      region,
      inputs: {
        region,
        settings: { tier: "db-f1-micro", backupConfiguration: { enabled: true } },
      },
      usage: { backupStorageGb: 50 },
      usd: 0.0105 * H + 1.7 + 4,
    },
    {
      title: "a Redis cluster of one shard with two replicas",
      type: "gcp:redis/cluster:Cluster",
      region,
      inputs: { region, shardCount: 1, replicaCount: 2, nodeType: "REDIS_SHARED_CORE_NANO" },
      usd: 3 * 0.0318 * H,
    },
    {
      title: "Memorystore HA of 5 GB",
      type: "gcp:redis/instance:Instance",
      region,
      inputs: { region, tier: "STANDARD_HA", memorySizeGb: 5 },
      usd: 5 * 39.42,
    },
    {
      title: "Cloud NAT for seven machines and 100 GB",
      type: "gcp:compute/routerNat:RouterNat",
      region,
      inputs: { region },
      usage: { assignedVms: 7, monthlyDataProcessedGb: 100 },
      usd: 7 * 0.0014 * H + 4.5,
    },
    {
      title: "a bucket of 150 GB in Frankfurt",
      type: "gcp:storage/bucket:Bucket",
      inputs: { location: "EUROPE-WEST3" },
      usage: { storageGb: 150 },
      usd: 150 * 0.023,
    },
    {
      title: "a bucket of 150 GB in all of the EU",
      type: "gcp:storage/bucket:Bucket",
      inputs: { location: "EU" },
      usage: { storageGb: 150 },
      usd: 150 * 0.026,
    },
    {
      title: "a Cloud Armor policy with two rules",
      type: "gcp:compute/securityPolicy:SecurityPolicy",
      region,
      inputs: { rules: [{}, {}] },
      usage: { monthlyRequests: 1_000_000 },
      usd: 5 + 2 + 0.75,
    },
    {
      title: "a secret in two regions",
      type: "gcp:secretmanager/secret:Secret",
      region: "europe-west1",
      inputs: { replication: { userManaged: { replicas: [{}, {}] } } },
      usd: 0.12,
    },
    { title: "a DNS zone", type: "gcp:dns/managedZone:ManagedZone", inputs: {}, region, usd: 0.2 },
  ]);

  it("shares the price of the first five forwarding rules", () => {
    const rules = Array.from({ length: 7 }, (_, index) =>
      view("gcp:compute/forwardingRule:ForwardingRule", { region }, { name: `rule-${index}` }),
    );
    const type = "gcp:compute/forwardingRule:ForwardingRule";
    const usage = { [type]: { monthlyIngressDataGb: 0 } };
    const { monthlyUsd } = estimateCost(rules, { usage });
    assert.ok(Math.abs(monthlyUsd - (0.025 + 2 * 0.01) * H) < 1e-6);
  });
});

describe("Cloudflare, per month", () => {
  specifyPrices([
    {
      title: "a Pro zone billed yearly",
      type: "cloudflare:index/zoneSubscription:ZoneSubscription",
      inputs: { ratePlan: { id: "pro" }, frequency: "yearly" },
      usd: 20,
    },
    {
      title: "a Pro zone billed monthly",
      type: "cloudflare:index/zoneSubscription:ZoneSubscription",
      inputs: { ratePlan: { id: "pro" } },
      usd: 25,
    },
    {
      title: "load balancing",
      type: "cloudflare:index/loadBalancer:LoadBalancer",
      inputs: {},
      usd: 5,
    },
  ]);
});

describe("Kubernetes objects, per month", () => {
  const cluster = view("aws:eks/cluster:Cluster", { region: "us-east-1" }, { name: "cluster" });
  const withCluster = (type: string, inputs: Parameters<typeof view>[1]): number =>
    estimateCost([cluster, view(type, inputs)]).monthlyUsd - 73;

  it("prices a claimed volume at the cluster's disks", () => {
    const inputs = { spec: { resources: { requests: { storage: "100Gi" } } } };
    const usd = withCluster("kubernetes:core/v1:PersistentVolumeClaim", inputs);
    assert.ok(Math.abs(usd - 8) < 1e-9);
  });

  it("prices each volume of each instance of a PostgreSQL cluster", () => {
    const inputs = {
      spec: { instances: 2, storage: { size: "300Gi" }, walStorage: { size: "20Gi" } },
    };
    const usd = withCluster("kubernetes:postgresql.cnpg.io/v1:Cluster", inputs);
    assert.ok(Math.abs(usd - 2 * 320 * 0.08) < 1e-9);
  });

  it("prices the load balancer behind a service, and no service in the cluster", () => {
    const usd = withCluster("kubernetes:core/v1:Service", { spec: { type: "LoadBalancer" } });
    assert.ok(Math.abs(usd - 0.0225 * H) < 1e-9);
    assert.equal(withCluster("kubernetes:core/v1:Service", { spec: {} }), 0);
  });
});
