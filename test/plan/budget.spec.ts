import assert from "node:assert/strict";
import { HOURS_PER_MONTH, unitPrice } from "../../facts/prices";
import { CACHE_SIZES, EC2_SIZES, RDS_SIZES } from "../../facts/sizes";
import type { SitePlan } from "../../plan/cell";
import { planCell } from "../../plan/plan";
import { configOf } from "../support/config";

function usd(service: string, sku: string, purchase = "on-demand"): number {
  const price = unitPrice({ cloud: "aws", service, sku, region: "us-east-1", purchase });
  assert.ok(price !== null, `${service} ${sku} ${purchase} has no price`);
  return price.usd;
}

function hourly(service: string, sku: string, purchase = "on-demand"): number {
  return usd(service, sku, purchase) * HOURS_PER_MONTH;
}

/** List price a month of what has a fixed price, workers at the dearest of their types. */
function monthlyUsd({ network, data, cache, compute }: SitePlan): number {
  const nodes = compute.nodePools.map((pool) => {
    const prices = pool.instanceTypes.map((type) => hourly("ec2", type, pool.purchase));
    return pool.desiredNodes * (Math.max(...prices) + pool.diskGib * usd("ebs", "gp3 storage"));
  });
  const zones = data.multiAz ? "Multi-AZ" : "Single-AZ";
  const { shards, replicasPerShard } = cache.cluster;
  return [
    hourly("eks", "control plane (standard support)"),
    ...nodes,
    network.natZones.length *
      (hourly("vpc", "NAT gateway") + hourly("vpc", "public IPv4 in use or idle")),
    hourly("rds", `${data.instanceClass} PostgreSQL ${zones}`),
    data.storageGib * usd("rds", `gp3 storage ${zones}`),
    shards * (1 + replicasPerShard) * hourly("elasticache", `${cache.cluster.nodeType} Valkey`),
    (1 + cache.broker.replicas) * hourly("elasticache", `${cache.broker.nodeType} Valkey`),
  ].reduce((sum, each) => sum + each, 0);
}

function ascending(prices: readonly number[]): boolean {
  return prices.every((price, index) => price >= (prices[index - 1] ?? 0));
}

describe("what the plan costs", () => {
  it("leaves development room for keys, secrets and logs below its ceiling of 300", () => {
    const { primary } = planCell("dev", configOf("dev"));
    assert.equal(Math.round(monthlyUsd(primary)), 255);
  });

  it("leaves year 1 in production room for the parts to come below 1,190", () => {
    const { primary } = planCell("prod", configOf("prod"));
    assert.equal(Math.round(monthlyUsd(primary)), 817);
  });

  it("stands on tables whose every entry has a price, the cheapest first", () => {
    assert.ok(ascending(Object.keys(EC2_SIZES).map((type) => hourly("ec2", type))));
    assert.ok(
      ascending(
        Object.keys(RDS_SIZES).map((type) => hourly("rds", `${type} PostgreSQL Single-AZ`)),
      ),
    );
    assert.ok(
      ascending(Object.keys(CACHE_SIZES).map((type) => hourly("elasticache", `${type} Valkey`))),
    );
  });
});
