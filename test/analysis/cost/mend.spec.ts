import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type EstimateOptions,
  type Measure,
  type Mend,
  type MendOptions,
  estimateCost,
  measured,
  mendingChanges,
} from "../../../analysis/cost";
import type { ResourceView } from "../../../analysis/resource";
import type { Values } from "../../../facts/values";
import { NODES, stack } from "./stack";

const monthly: Measure = { kind: "monthly" };
const maximum: Measure = { kind: "maximum" };
const base: MendOptions = { measure: monthly, ceilingUsd: 900, production: true };

/** Each change is real: applying it lowers the estimate by what it says. */
function assertReal(
  views: readonly ResourceView[],
  mends: readonly Mend[],
  options: MendOptions,
): void {
  const estimate: EstimateOptions = options.estimate ?? {};
  const before = measured(estimateCost(views, estimate), options.measure);
  for (const mend of mends) {
    const after = measured(estimateCost(mend.resources, estimate), options.measure);
    assert.ok(after < before, mend.change);
    assert.ok(Math.abs(before - after - mend.savesUsd) < 1e-6, mend.change);
    assert.equal(mend.enough, after <= options.ceilingUsd, mend.change);
  }
}

/** The inputs of a launch template with a disk of another size; others as they are. */
function withDisk({ inputs, name }: ResourceView, volumeSize: number): Values {
  if (name !== "template") return inputs;
  const ebs = { volumeSize, volumeType: "gp3" };
  return { ...inputs, blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] };
}

describe("mending changes", () => {
  it("take back an instance that is four sizes too large, and no more than is needed", () => {
    const views = stack({ database: { instanceClass: "db.r7g.2xlarge" } });
    const mends = mendingChanges(views, base);
    assert.equal(mends.length, 3);
    assertReal(views, mends, base);
    const changes = mends.map(({ name, change }) => `${name}: ${change}`);
    assert.ok(
      changes.includes("database: instanceClass db.r7g.2xlarge -> db.r7g.large"),
      changes.join("; "),
    );
    assert.equal(mends[0]?.enough, true);
  });

  it("lower an autoscaling limit to the largest that fits", () => {
    const scalingConfig = { ...NODES.scalingConfig, maxSize: 40 };
    const views = stack({ nodes: { scalingConfig } });
    const options = { ...base, measure: maximum, ceilingUsd: 1800 };
    const mends = mendingChanges(views, options);
    assertReal(views, mends, options);
    const limit = mends.find(({ change }) => change.startsWith("scalingConfig.maxSize"));
    assert.ok(limit?.enough === true);
    const kept = Number(limit.change.split(" ").at(-1));
    const more = stack({ nodes: { scalingConfig: { ...scalingConfig, maxSize: kept + 1 } } });
    assert.ok(estimateCost(more).maximumMonthlyUsd > 1800);
    assert.ok(estimateCost(limit.resources).maximumMonthlyUsd <= 1800);
  });

  it("shrink storage that is twenty times too large", () => {
    const views = stack({ database: { allocatedStorage: 6000, maxAllocatedStorage: 6000 } });
    const mends = mendingChanges(views, base);
    assertReal(views, mends, base);
    assert.match(mends.map(({ change }) => change).join("; "), /allocatedStorage 6000 -> \d+/);
  });

  it("offer one NAT gateway where an outage of its zone can be borne, never in production", () => {
    const options = { ...base, ceilingUsd: estimateCost(stack()).monthlyUsd - 30 };
    const asked = (production: boolean): readonly string[] =>
      mendingChanges(stack(), { ...options, production }).map(({ change }) => change);
    assert.ok(asked(false).some((change) => change.includes("first NAT gateway")));
    assert.ok(asked(true).every((change) => !change.includes("NAT gateway")));
  });

  it("leave production one on-demand node in each zone, and lower the others", () => {
    const asked = (production: boolean): string =>
      mendingChanges(stack(), { ...base, ceilingUsd: 600, production })
        .map(({ change }) => change)
        .join("; ");
    assert.match(asked(false), /scalingConfig.desiredSize and scalingConfig.minSize 3 -> [12]/);
    assert.doesNotMatch(asked(true), /desiredSize/);
  });

  it("never offer to give up a second zone, backups or encryption", () => {
    const options = { ...base, ceilingUsd: 1 };
    const mends = mendingChanges(stack(), options);
    assertReal(stack(), mends, options);
    for (const { change } of mends) assert.doesNotMatch(change, /multiAz|backup|kms|encrypt/i);
    assert.ok(mends.every(({ enough }) => !enough));
  });

  it("mend one line of the bill by what belongs to it", () => {
    const measure: Measure = { kind: "line", line: "Redis" };
    const options = { ...base, measure, ceilingUsd: 30 };
    const views = stack().map((one) =>
      one.name === "cache"
        ? { ...one, inputs: { ...one.inputs, nodeType: "cache.t4g.medium" } }
        : one,
    );
    const mends = mendingChanges(views, options);
    assertReal(views, mends, options);
    assert.deepEqual([...new Set(mends.map(({ name }) => name))], ["cache"]);
  });

  it("find nothing where everything is as small as it may be", () => {
    const measure: Measure = { kind: "line", line: "Redis" };
    assert.deepEqual(mendingChanges(stack(), { ...base, measure, ceilingUsd: 30 }), []);
  });

  it("shrink the disks of nodes in their launch template, found by its id alone", () => {
    const views = stack()
      .map((one) => ({ ...one, dependencies: {} }))
      .filter(({ name }) => name === "template" || name === "nodes")
      .map((one) => ({ ...one, inputs: withDisk(one, 900) }));
    const options = { ...base, ceilingUsd: 250 };
    const mends = mendingChanges(views, options);
    assertReal(views, mends, options);
    assert.match(mends.map(({ change }) => change).join("; "), /ebs.volumeSize 900 -> \d+/);
  });

  it("are real for any size of database and nodes", () => {
    const classes = ["db.t4g.large", "db.m7g.xlarge", "db.r7g.2xlarge"];
    fc.assert(
      fc.property(
        fc.constantFrom(...classes),
        fc.integer({ min: 100, max: 4000 }),
        fc.integer({ min: 3, max: 60 }),
        (instanceClass, allocatedStorage, desiredSize) => {
          const scalingConfig = { desiredSize, minSize: 1, maxSize: desiredSize + 3 };
          const views = stack({
            database: { instanceClass, allocatedStorage },
            nodes: { scalingConfig },
          });
          const ceilingUsd = estimateCost(views).monthlyUsd * 0.9;
          const options = { ...base, ceilingUsd };
          const mends = mendingChanges(views, options);
          assert.equal(mends.length, 3);
          assertReal(views, mends, options);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("take 3,000 resources in less than three seconds", () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      stack().map((one) => ({ ...one, urn: `${one.urn}-${index}`, dependencies: {} })),
    ).flat();
    const start = performance.now();
    const mends = mendingChanges(many, { ...base, ceilingUsd: 100_000 });
    const took = performance.now() - start;
    assert.ok(mends.length === 3 && took < 3000, `${mends.length} in ${took} ms`);
  });
});
