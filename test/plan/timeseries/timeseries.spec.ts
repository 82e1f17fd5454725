import assert from "node:assert/strict";
import fc from "fast-check";
import { EC2_SIZES, type Ec2Type } from "../../../facts/sizes";
import { demandOf } from "../../../plan/demand";
import { SHAPES } from "../../../plan/environments";
import { allocatable } from "../../../plan/load";
import { planCell } from "../../../plan/plan";
import { planTimeSeriesPool } from "../../../plan/timeseries/pool";
import { instanceLoad, timeSeriesSize, timeSeriesSystemLoad } from "../../../plan/timeseries/size";
import { configOf } from "../../support/config";

const PROFILES = ["dev", "year1", "year2", "year3"] as const;
const sizeOf = (timeSeriesGib: number) => timeSeriesSize({ ...demandOf("year1"), timeSeriesGib });
const prod = planCell("prod", configOf("prod")).primary;

describe("the time series", () => {
  it("take these sizes for the seed's years", () => {
    const chosen = PROFILES.map((profile) => {
      const { storageGib, memoryMib } = timeSeriesSize(demandOf(profile));
      const [pool] = planTimeSeriesPool(demandOf(profile), SHAPES.prod);
      return [storageGib, memoryMib, pool?.part.instanceTypes.join()];
    });
    assert.deepEqual(chosen, [
      [10, 512, "t4g.small"],
      [100, 1664, "t4g.medium"],
      [890, 12_032, "r7g.large"],
      [4430, 57_984, "r7g.2xlarge"],
    ]);
  });

  it("keep an instance on one node of its pool, with its sidecar", () => {
    fc.assert(
      fc.property(fc.nat(180_000), (timeSeriesGib) => {
        const demand = { ...demandOf("year1"), timeSeriesGib };
        const [pool] = planTimeSeriesPool(demand, SHAPES.prod);
        const room = allocatable(EC2_SIZES[pool!.part.instanceTypes[0] as Ec2Type]);
        const load = instanceLoad(timeSeriesSize(demand));
        assert.ok(load.cpuMillis <= room.cpuMillis && load.memoryMib <= room.memoryMib);
      }),
    );
  });

  it("never shrink when data grows: a volume cannot", () => {
    fc.assert(
      fc.property(fc.nat(180_000), fc.nat(180_000), (a, b) => {
        const [less, more] = [sizeOf(Math.min(a, b)), sizeOf(Math.max(a, b))];
        assert.ok(less.storageGib <= more.storageGib && less.memoryMib <= more.memoryMib);
      }),
    );
  });

  it("fit the largest volume of EBS at the most that a stack file may ask for", () => {
    assert.ok(sizeOf(180_000).storageGib <= 16 * 1024);
  });

  it("leave a quarter of memory to shared buffers, and room for every client", () => {
    const { parameters, maxConnectionsPerPod } = prod.timeSeries;
    assert.equal(parameters.shared_buffers, "416MB");
    assert.equal(Number(parameters.max_connections), (50 + 20) * maxConnectionsPerPod + 20);
    assert.equal(parameters.ssl_min_protocol_version, "TLSv1.3");
  });

  it("commit in two zones where data is kept, and go on with one of two", () => {
    assert.deepEqual(prod.timeSeries.synchronous, {
      number: 1,
      dataDurability: "preferred",
    });
    const dev = planCell("dev", configOf("dev")).primary.timeSeries;
    assert.equal(dev.synchronous, undefined);
    assert.equal(dev.instances, 1);
  });

  it("have nodes of their own in production, in as many zones as instances", () => {
    const { nodePools } = prod.compute;
    const pool = nodePools.find(({ role }) => role === "timeseries");
    assert.deepEqual(
      [pool?.minNodes, pool?.maxNodes, pool?.zones, pool?.purchase, pool?.taints[0]?.value],
      [2, 2, 2, "on-demand", "timeseries"],
    );
    assert.deepEqual(planTimeSeriesPool(demandOf("dev"), SHAPES.dev), []);
  });

  it("count on the system pool where they have none", () => {
    const demand = demandOf("dev");
    const each = instanceLoad(timeSeriesSize(demand));
    const [own, shared] = [SHAPES.prod, SHAPES.staging].map((shape) =>
      timeSeriesSystemLoad(demand, shape),
    );
    assert.equal(shared!.memoryMib - own!.memoryMib, 2 * each.memoryMib);
    assert.equal(shared!.pods - own!.pods, 2 * each.pods);
  });

  it("are backed up at 02:00 with six fields, seconds first, for the seed's four weeks", () => {
    const { backups, archive } = prod.timeSeries;
    assert.deepEqual(backups, { schedule: "0 0 2 * * *", retentionDays: 28 });
    assert.deepEqual([archive.hotDays, archive.keepDays], [90, 365]);
  });

  it("run an image whose tag tells CloudNativePG the version of PostgreSQL", () => {
    assert.match(
      prod.timeSeries.image,
      /\/timescaledb:17\.\d+-ts\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/,
    );
  });
});
