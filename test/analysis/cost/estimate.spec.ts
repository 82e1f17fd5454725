import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CostEstimate,
  LINES,
  PRICERS,
  estimateCost,
  freeSource,
  isCostly,
} from "../../../analysis/cost";
import type { ResourceView } from "../../../analysis/resource";
import type { Values } from "../../../facts/values";
import { DATABASE, NODES, stack } from "./stack";
import { view } from "./support";

const DB = "aws:rds/instance:Instance";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.max(1, a, b);
const costOf = (type: string, inputs: Values): number =>
  estimateCost([view(type, inputs)]).monthlyUsd;
const lineOf = (
  type: string,
  inputs: Values,
  more: Partial<ResourceView> = {},
): string | undefined =>
  estimateCost([view(type, { region: "us-east-1", ...inputs }, more)]).resources[0]?.line;

/** The sum of a stack is the sum of all its parts. */
function assertSums(estimate: CostEstimate): void {
  const parts = estimate.resources.flatMap(({ components }) => components);
  assert.ok(
    near(
      estimate.monthlyUsd,
      parts.reduce((sum, part) => sum + part.monthlyUsd, 0),
    ),
  );
  assert.ok(
    near(
      estimate.monthlyUsd,
      LINES.reduce((sum, line) => sum + estimate.lines[line], 0),
    ),
  );
  for (const part of parts) assert.ok(near(part.monthlyUsd, part.quantity * part.unitPriceUsd));
  assert.ok(estimate.maximumMonthlyUsd >= estimate.monthlyUsd - 1e-9);
}

/** Some resources with random quantities. */
const resources = fc
  .array(
    fc.record({ which: fc.integer({ min: 0, max: 4 }), size: fc.integer({ min: 1, max: 2000 }) }),
    { maxLength: 30 },
  )
  .map((entries) =>
    entries.map(({ which, size }, index) => {
      const region = "us-east-1";
      const scalingConfig = { desiredSize: size, minSize: 1, maxSize: size + 2 };
      const table = [
        view(DB, { ...DATABASE, allocatedStorage: size }, { name: `n${index}` }),
        view("aws:ebs/volume:Volume", { region, size, type: "gp3" }, { name: `n${index}` }),
        view(GROUP, { region, instanceTypes: ["t4g.small"], scalingConfig }, { name: `n${index}` }),
        view("aws:ec2/natGateway:NatGateway", { region }, { name: `n${index}` }),
        view("aws:opensearch/domain:Domain", { region }, { name: `n${index}` }),
      ] as const;
      return table[which] ?? table[0];
    }),
  );

describe("cost estimate of a stack", () => {
  it("is the sum of its parts and of its lines", () => {
    assertSums(estimateCost(stack()));
    fc.assert(
      fc.property(resources, (views) => {
        assertSums(estimateCost(views));
      }),
    );
  });

  it("is the sum of the estimates of two halves", () => {
    fc.assert(
      fc.property(resources, fc.nat(30), (views, cut) => {
        const parts = [views.slice(0, cut), views.slice(cut)].map((half) => estimateCost(half));
        const sum = parts.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
        assert.ok(near(estimateCost(views).monthlyUsd, sum));
      }),
    );
  });

  it("does not depend on the order of the resources", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...stack()], { minLength: stack().length }), (views) => {
        assert.deepEqual(estimateCost(views), estimateCost(stack()));
      }),
    );
  });

  it("grows with each quantity", () => {
    const grows = (price: (quantity: number) => number): void => {
      fc.assert(
        fc.property(
          fc.integer({ min: 20, max: 5000 }),
          fc.integer({ min: 1, max: 500 }),
          (n, more) => {
            assert.ok(price(n + more) > price(n), `${n} + ${more}`);
          },
        ),
      );
    };
    const region = "us-east-1";
    grows((size) => costOf("aws:ebs/volume:Volume", { region, size, type: "gp3" }));
    grows((allocatedStorage) => costOf(DB, { ...DATABASE, allocatedStorage }));
    grows((desiredSize) =>
      costOf(GROUP, { ...NODES, scalingConfig: { desiredSize, maxSize: 9999 } }),
    );
    grows(
      (gb) =>
        estimateCost([view("aws:ec2/natGateway:NatGateway", { region })], {
          usage: { it: { monthlyDataProcessedGb: gb } },
        }).monthlyUsd,
    );
  });

  it("is the same from a preview, where ids are unknown, and from the state", () => {
    const preview = stack().map((one) => ({ ...one, outputs: {} }));
    const state = stack().map((one) => ({
      ...one,
      dependencies: {},
      outputs: { ...one.inputs, ...one.outputs },
    }));
    assert.deepEqual(estimateCost(preview), estimateCost(stack()));
    assert.deepEqual(estimateCost(state), estimateCost(stack()));
  });

  it("takes 3,000 resources in less than a second", () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      stack().map((one) => ({ ...one, urn: `${one.urn}-${index}` })),
    ).flat();
    assert.ok(many.length >= 3000);
    const start = performance.now();
    const estimate = estimateCost(many);
    const took = performance.now() - start;
    assert.ok(took < 1000, `${took} ms`);
    assert.ok(near(estimate.monthlyUsd, 250 * estimateCost(stack()).monthlyUsd));
  });

  it("lists the dearest first, and free things with their source", () => {
    const { resources: costs, free } = estimateCost(stack());
    const sums = costs.map(({ monthlyUsd }) => monthlyUsd);
    assert.deepEqual(
      sums,
      sums.toSorted((a, b) => b - a),
    );
    assert.ok(free.some(({ type, source }) => type.startsWith("aws:ec2/subnet") && source !== ""));
  });

  it("counts what rests on unverified prices", () => {
    const { unverifiedUsd } = estimateCost([view(DB, DATABASE)]);
    assert.ok(near(unverifiedUsd, 0.258 * 730));
  });

  it("takes nodes' disks from the launch template, at the maximum too", () => {
    const nodes = estimateCost(stack()).resources.find(({ urn }) => urn.endsWith("::nodes"));
    assert.ok(near(nodes?.monthlyUsd ?? 0, 3 * (0.0816 * 730 + 50 * 0.08)));
    assert.ok(near(nodes?.maximumMonthlyUsd ?? 0, 4 * (0.0816 * 730 + 50 * 0.08)));
  });
});

describe("usage", () => {
  const nat = view("aws:ec2/natGateway:NatGateway", { region: "us-east-1" }, { name: "nat" });

  it("is assumed and listed with its origin where nothing is stated", () => {
    const { assumptions, monthlyUsd } = estimateCost([nat]);
    assert.deepEqual(
      assumptions.map(({ what, quantity }) => [what, quantity]),
      [["monthlyDataProcessedGb", 17]],
    );
    assert.ok(assumptions.every(({ origin }) => origin !== ""));
    assert.ok(near(monthlyUsd, 32.85 + 17 * 0.045));
  });

  it("scales with the tenants where it is assumed", () => {
    assert.equal(estimateCost([nat], { tenants: 10_000 }).assumptions[0]?.quantity, 170);
  });

  it("is taken by URN before name before type", () => {
    const stated = (gb: number): Readonly<Record<string, number>> => ({
      monthlyDataProcessedGb: gb,
    });
    const usage = { [nat.type]: stated(1), [nat.name]: stated(2), [nat.urn]: stated(3) };
    const data = (file: typeof usage | Partial<typeof usage>): number =>
      estimateCost([nat], { usage: file as typeof usage }).monthlyUsd - 32.85;
    assert.ok(near(data(usage), 3 * 0.045));
    assert.ok(near(data({ [nat.type]: stated(1), [nat.name]: stated(2) }), 2 * 0.045));
    assert.ok(near(data({ [nat.type]: stated(1) }), 0.045));
    assert.deepEqual(estimateCost([nat], { usage }).assumptions, []);
  });
});

describe("lines of the bill", () => {
  it("go by type for network, logs, keys and alarms, whatever they serve", () => {
    const tags = { component: "data" };
    assert.equal(lineOf("aws:ec2/natGateway:NatGateway", { tags }), "Network");
    assert.equal(lineOf("aws:cloudwatch/logGroup:LogGroup", { tags }), "Logging");
    assert.equal(lineOf("aws:kms/key:Key", { tags }), "Security");
    assert.equal(lineOf("aws:cloudwatch/metricAlarm:MetricAlarm", { tags }), "Monitoring");
  });

  it("go by the component for what serves it", () => {
    const bucket = "aws:s3/bucket:Bucket";
    assert.equal(lineOf(bucket, {}), "Object storage");
    assert.equal(lineOf(bucket, { tags: { component: "timeseries" } }), "TimescaleDB");
    const urn = `urn:pulumi:prod::p::platform:timeseries:AwsTimeseries$${bucket}::store`;
    assert.equal(lineOf(bucket, {}, { urn }), "TimescaleDB");
    const provider = { defaultTags: { tags: { component: "cache" } } };
    assert.equal(lineOf(bucket, {}, { provider }), "Redis");
  });

  it("go to the enterprise tenant that is named", () => {
    assert.equal(
      lineOf(DB, { ...DATABASE, tags: { tenant: "acme", component: "data" } }),
      "Enterprise",
    );
  });

  it("go to disaster recovery in the standby region", () => {
    const key = view("aws:kms/key:Key", { region: "us-west-2" });
    const { lines } = estimateCost([key], { primaryRegion: "us-east-1" });
    assert.ok(lines["Disaster recovery"] > 1);
    assert.equal(lines.Security, 0);
  });
});

describe("tables of types", () => {
  it("price no type that is listed as free", () => {
    // A pricer goes first; kubernetes objects are free but for those that buy something.
    const both = Object.keys(PRICERS).filter((type) => freeSource(type) !== undefined);
    assert.ok(
      both.every((type) => type.startsWith("kubernetes:")),
      both.join(", "),
    );
  });

  it("call no free type costly", () => {
    for (const type of [
      "aws:rds/subnetGroup:SubnetGroup",
      "aws:rds/parameterGroup:ParameterGroup",
    ]) {
      assert.equal(freeSource(type) !== undefined, true);
    }
    assert.equal(isCostly("aws:opensearch/domain:Domain"), true);
    assert.equal(isCostly("aws:sns/topic:Topic"), false);
  });

  it("take a component for free and a leaf of an unknown package for unpriced", () => {
    const parent = view("acme:web:Site", {}, { name: "site" });
    const child = view("acme:web:Thing", {}, { name: "thing", parent: parent.urn });
    const { free, unpriced } = estimateCost([parent, child]);
    assert.deepEqual(
      free.map(({ urn }) => urn),
      [parent.urn],
    );
    assert.deepEqual(
      unpriced.map(({ urn }) => urn),
      [child.urn],
    );
  });
});
