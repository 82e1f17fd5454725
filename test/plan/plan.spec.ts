import assert from "node:assert/strict";
import { planCell } from "../../plan/plan";
import { configOf, RAW_PROD } from "../support/config";

describe("the plan of a cell", () => {
  it("is small and simple in development", () => {
    const { primary, standby, tags } = planCell("dev", configOf("dev"));
    assert.equal(standby, undefined);
    assert.deepEqual(tags, {
      environment: "dev",
      "cost-center": "podcast-platform-dev",
      residency: "us",
      owner: "platform-team",
    });
    assert.deepEqual(primary.network, {
      cidr: "10.0.0.0/16",
      zones: ["us-east-1a", "us-east-1b"],
      subnets: [
        { tier: "public", zone: "us-east-1a", cidr: "10.0.128.0/22" },
        { tier: "public", zone: "us-east-1b", cidr: "10.0.132.0/22" },
        { tier: "private", zone: "us-east-1a", cidr: "10.0.0.0/19" },
        { tier: "private", zone: "us-east-1b", cidr: "10.0.32.0/19" },
        { tier: "isolated", zone: "us-east-1a", cidr: "10.0.144.0/22" },
        { tier: "isolated", zone: "us-east-1b", cidr: "10.0.148.0/22" },
      ],
      natZones: ["us-east-1a"],
      flowLogRetentionDays: 7,
    });
    assert.deepEqual(primary.cache, {
      engine: "valkey",
      engineVersion: "8.2",
      parameterFamily: "valkey8",
      cluster: { nodeType: "cache.t4g.micro", shards: 1, replicasPerShard: 2 },
      broker: { nodeType: "cache.t4g.micro", replicas: 0 },
      snapshotRetentionDays: 1,
      snapshotWindow: "06:30-07:30",
      maintenanceWindow: "sun:10:00-sun:11:00",
    });
    assert.deepEqual(
      primary.compute.nodePools.map(({ instanceTypes, minNodes, maxNodes }) => ({
        type: instanceTypes[0],
        minNodes,
        maxNodes,
      })),
      [
        { type: "t4g.medium", minNodes: 2, maxNodes: 3 },
        { type: "m7g.large", minNodes: 1, maxNodes: 2 },
      ],
    );
  });

  it("survives the loss of a zone in production", () => {
    const { primary } = planCell("prod", configOf("prod"));
    const { network, data, cache, compute } = primary;
    assert.deepEqual(network.natZones, ["us-east-1a", "us-east-1b", "us-east-1c"]);
    const { parameters, pooler, readReplicas, replicaClass, ...database } = data;
    assert.deepEqual([readReplicas, replicaClass], [{ min: 1, max: 3 }, "db.t4g.medium"]);
    assert.deepEqual([parameters.length, pooler.replicas], [14, 2]);
    assert.deepEqual(database, {
      generation: 1,
      engineVersion: "17",
      parameterFamily: "postgres17",
      instanceClass: "db.t4g.large",
      storageGib: 100,
      maxStorageGib: 200,
      multiAz: true,
      backupRetentionDays: 14,
      backupWindow: "08:00-08:30",
      maintenanceWindow: "sun:10:00-sun:11:00",
      deletionProtection: true,
      finalSnapshot: true,
      databaseName: "podcast",
      masterUsername: "platform_admin",
      monitoringIntervalSeconds: 60,
    });
    assert.deepEqual(cache.cluster, {
      nodeType: "cache.t4g.micro",
      shards: 3,
      replicasPerShard: 1,
    });
    assert.deepEqual(cache.broker, { nodeType: "cache.t4g.micro", replicas: 1 });
    assert.deepEqual(
      [compute.clusterName, compute.kubernetesVersion, compute.serviceCidr],
      ["podcast-platform-prod", "1.35", "172.20.0.0/16"],
    );
  });

  it("reserves the standby's addresses apart from the primary's", () => {
    const { standby } = planCell("prod-eu", configOf("prod-eu"));
    assert.deepEqual(
      [standby?.region, standby?.network.cidr, standby?.network.zones[0]],
      ["eu-central-1", "10.1.0.0/16", "eu-central-1a"],
    );
  });

  it("takes the networks that the stack file states", () => {
    const network = { primaryCidr: "10.40.0.0/16", standbyCidr: "10.41.0.0/16" };
    const cell = planCell("prod", configOf("prod", { network }));
    assert.deepEqual(
      [cell.primary.network.cidr, cell.standby?.network.cidr],
      ["10.40.0.0/16", "10.41.0.0/16"],
    );
  });

  it("is the same for the same configuration", () => {
    assert.deepEqual(planCell("prod", configOf("prod")), planCell("prod", configOf("prod")));
  });

  it("says why, with the path of what was chosen", () => {
    const { reasons } = planCell("prod", configOf("prod"));
    assert.deepEqual(
      reasons.map(({ what }) => what),
      [
        "capacity",
        "edge.managedRulesets",
        "edge.limits",
        "edge.balancing",
        "edge.residency",
        "costControl.budgets",
        "costControl.idle",
        "primary.data.instanceClass",
        "primary.data.readReplicas",
        "primary.data.maxStorageGib",
        "primary.cache.cluster",
        "primary.cache.engine",
        "primary.timeSeries.instances",
        "primary.timeSeries.storageGib",
        "primary.timeSeries.resources",
        "primary.timeSeries.image",
        "primary.compute.kubernetesVersion",
        "primary.compute.nodePools.system.instanceTypes",
        "primary.compute.nodePools.system.maxNodes",
        "primary.compute.nodePools.workers.instanceTypes",
        "primary.compute.nodePools.workers.maxNodes",
        "primary.compute.nodePools.timeseries.instanceTypes",
        "primary.edge.gateway.limits",
        "primary.edge.balancer",
        "primary.tenancy.placement",
        "primary.tenancy.erasureHorizonDays",
        "primary.identity.source",
        "primary.observability.monitoring",
        "primary.observability.monitoring.logs",
        "dr.mode",
        "dr.standby.replica",
        "dr.standby.detector",
        "dr.budget.rpo",
        "dr.budget.rto",
      ],
    );
  });

  it("refuses a cloud that it cannot build, as a problem of the stack file", () => {
    const gcp = { project: "podcast-prod", billingAccount: "012345-6789AB-CDEF01" };
    const config = configOf("prod", {
      cloud: "gcp",
      regions: { primary: "us-central1", standby: "us-west1" },
      account: { gcp, cloudflare: (RAW_PROD.account as { cloudflare: unknown }).cloudflare },
    });
    assert.throws(
      () => planCell("prod", config),
      /^ConfigError: Pulumi\.prod\.yaml has 1 problem\(s\):\n {2}podcast-platform:cloud: is a cloud that this version does not build; got "gcp"; allowed: aws$/,
    );
  });
});
