import assert from "node:assert/strict";
import fc from "fast-check";
import { CACHE_SIZES, EC2_SIZES, RDS_SIZES, type Ec2Type } from "../../facts/sizes";
import { planCache } from "../../plan/cache";
import { planData } from "../../plan/data";
import { demandOf, peakRequestsPerSecond, type Demand } from "../../plan/demand";
import { SHAPES } from "../../plan/environments";
import { allocatable, expectedApiPods, nodesFor, systemLoad } from "../../plan/load";
import { planNodes } from "../../plan/nodes";
import { planCell } from "../../plan/plan";
import { smallest } from "../../plan/planned";
import { configOf } from "../support/config";

const PROFILES = ["dev", "year1", "year2", "year3"] as const;

function dataOf(demand: Demand) {
  return planData({ demand, shape: SHAPES.prod, generation: 1, poolerImage: "p" });
}

const anyDemand: fc.Arbitrary<Demand> = fc.record({
  tenants: fc.integer({ min: 1, max: 50_000 }),
  requestsPerDay: fc.integer({ min: 1, max: 500_000 }),
  databaseGib: fc.integer({ min: 1, max: 5000 }),
  timeSeriesGib: fc.nat(50_000),
});

const doubled = (demand: Demand): Demand => ({
  tenants: Math.min(demand.tenants * 2, 50_000),
  requestsPerDay: Math.min(demand.requestsPerDay * 2, 500_000),
  databaseGib: Math.min(demand.databaseGib * 2, 5000),
  timeSeriesGib: demand.timeSeriesGib * 2,
});

/** Add-ons and operators of one cell, near enough. */
const SERVICES = { cpuMillis: 1710, memoryMib: 5388, pods: 38 };

describe("capacity", () => {
  it("takes the first that fits of a table in order of price", () => {
    const table = { small: 1, medium: 2, large: 4 };
    assert.equal(
      smallest(table, (size) => size >= 2, "2"),
      "medium",
    );
    assert.throws(
      () => smallest(table, (size) => size >= 8, "8 of it"),
      /nothing in the catalogue \(small, medium, large\) gives 8 of it/,
    );
  });

  it("chooses these databases, caches and nodes for the seed's years", () => {
    const chosen = PROFILES.map((profile) => {
      const demand = demandOf(profile);
      const nodes = planNodes({
        demand,
        shape: SHAPES.prod,
        services: SERVICES,
        purchase: "spot",
      }).part;
      return [
        dataOf(demand).part.instanceClass,
        planCache(demand, SHAPES.prod).part.cluster.nodeType,
        ...nodes.map((pool) => `${pool.instanceTypes[0] ?? ""} ${pool.minNodes}-${pool.maxNodes}`),
      ];
    });
    assert.deepEqual(chosen, [
      ["db.t4g.small", "cache.t4g.micro", "m7g.large 3-4", "m7g.large 2-2", "t4g.small 2-2"],
      ["db.t4g.large", "cache.t4g.micro", "m7g.large 3-4", "m7g.large 2-3", "t4g.medium 2-2"],
      ["db.r7g.xlarge", "cache.t4g.medium", "m7g.large 3-4", "m7g.large 2-3", "r7g.large 2-2"],
      ["db.r7g.4xlarge", "cache.r7g.large", "c8g.xlarge 3-5", "m7g.large 2-3", "r7g.2xlarge 2-2"],
    ]);
  });

  it("takes explicit numbers as they are", () => {
    const numbers = { tenants: 7, requestsPerDay: 86_400, databaseGib: 3, timeSeriesGib: 0 };
    assert.equal(demandOf(numbers), numbers);
    assert.equal(peakRequestsPerSecond(numbers), 10);
  });

  it("never chooses less for more", () => {
    const order = Object.keys(RDS_SIZES);
    const caches = Object.keys(CACHE_SIZES);
    fc.assert(
      fc.property(anyDemand, (demand) => {
        const [less, more] = [demand, doubled(demand)].map((each) => ({
          database: order.indexOf(dataOf(each).part.instanceClass),
          cache: caches.indexOf(planCache(each, SHAPES.prod).part.cluster.nodeType),
          pods: expectedApiPods(each),
        }));
        assert.ok(less !== undefined && more !== undefined);
        assert.ok(less.database <= more.database);
        assert.ok(less.cache <= more.cache);
        assert.ok(less.pods <= more.pods);
      }),
    );
  });

  it("holds everything on the nodes that the loss of a zone leaves", () => {
    fc.assert(
      fc.property(anyDemand, (demand) => {
        const [system] = planNodes({
          demand,
          shape: SHAPES.prod,
          services: SERVICES,
          purchase: "spot",
        }).part;
        assert.ok(system !== undefined);
        const size = EC2_SIZES[system.instanceTypes[0] as Ec2Type];
        const load = systemLoad(
          { demand, shape: SHAPES.prod, services: SERVICES },
          expectedApiPods(demand),
        );
        const room = allocatable(size);
        const survivors = system.minNodes - 1;
        assert.ok(load.memoryMib <= room.memoryMib * survivors);
        assert.ok(load.cpuMillis <= room.cpuMillis * survivors);
        assert.ok(load.pods <= room.pods * survivors);
        assert.ok(nodesFor(load, size) <= system.maxNodes);
      }),
    );
  });

  it("finds no room on a node that its own daemons fill", () => {
    const tiny = {
      vcpu: 0.25,
      sustainedVcpu: 0.25,
      memoryGib: 0.5,
      arch: "arm64",
      maxPods: 4,
    } as const;
    assert.equal(nodesFor({ cpuMillis: 1, memoryMib: 1, pods: 1 }, tiny), Infinity);
  });

  it("finds sizes for everything that a stack file may ask for", () => {
    const anything = fc.record({
      tenants: fc.integer({ min: 1, max: 100_000 }),
      requestsPerDay: fc.integer({ min: 1, max: 10_000_000 }),
      databaseGib: fc.integer({ min: 1, max: 10_000 }),
      timeSeriesGib: fc.nat(180_000),
    });
    const most = {
      tenants: 100_000,
      requestsPerDay: 10_000_000,
      databaseGib: 10_000,
      timeSeriesGib: 180_000,
    };
    fc.assert(
      fc.property(anything, (capacity) => {
        const plan = planCell("prod", configOf("prod", { capacity }));
        assert.ok(plan.primary.data.storageGib >= capacity.databaseGib);
      }),
      { examples: [[most]] },
    );
  });

  it("refuses a database that no class in the catalogue can carry", () => {
    const huge = { ...demandOf("year3"), databaseGib: 32_768 };
    assert.throws(() => dataOf(huge), /nothing in the catalogue .* gives 789\.4 GiB of memory/);
  });

  it("refuses a cluster of fewer than three cache nodes", () => {
    const shape = { ...SHAPES.dev, cache: { ...SHAPES.dev.cache, replicasPerShard: 1 } };
    assert.throws(() => planCache(demandOf("dev"), shape), /2 nodes; allowed: at least 3/);
  });

  it("gives a reason for every choice of size", () => {
    const reasons = dataOf(demandOf("year1")).reasons;
    assert.deepEqual(reasons[0], {
      what: "instanceClass",
      choice: "db.t4g.large",
      why: "the cheapest class with 5.4 GiB of memory, 0.03 sustained CPUs and 112 connections",
    });
  });
});
