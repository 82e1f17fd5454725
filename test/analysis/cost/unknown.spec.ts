import assert from "node:assert/strict";
import { estimateCost } from "../../../analysis/cost";
import { UNKNOWN, type Values } from "../../../facts/values";
import { DATABASE, NODES } from "./stack";
import { view } from "./support";

const DB = "aws:rds/instance:Instance";
const GROUP = "aws:eks/nodeGroup:NodeGroup";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const estimate = (type: string, inputs: Values): ReturnType<typeof estimateCost> =>
  estimateCost([view(type, inputs)]);
const reasons = (type: string, inputs: Values): readonly string[] =>
  estimate(type, inputs).unpriced.map(({ reason }) => reason);

describe("unknown inputs", () => {
  it("make the total at least what the known parts cost", () => {
    const unknown = estimate(DB, { ...DATABASE, instanceClass: UNKNOWN });
    assert.equal(unknown.atLeast, true);
    assert.deepEqual(
      unknown.unpriced.map(({ reason }) => reason),
      ["its instance class is not known"],
    );
    assert.ok(unknown.monthlyUsd > 23);
    assert.equal(estimate(DB, DATABASE).atLeast, false);
  });

  it("are named, and never priced as nothing", () => {
    const cases: readonly (readonly [string, Values, string])[] = [
      [DB, { ...DATABASE, allocatedStorage: UNKNOWN }, "storage: allocatedStorage is not known"],
      [DB, { ...DATABASE, storageType: UNKNOWN }, "storage: storageType is not known"],
      [DB, { ...DATABASE, engine: UNKNOWN }, "its engine is not known"],
      [
        DB,
        { ...DATABASE, maxAllocatedStorage: UNKNOWN },
        "storage: maxAllocatedStorage is not known",
      ],
      [CACHE, { region: "us-east-1", nodeType: UNKNOWN }, "its node type is not known"],
      [
        CACHE,
        { region: "us-east-1", nodeType: "cache.t4g.micro", numNodeGroups: UNKNOWN },
        "its number of nodes is not known",
      ],
      [
        GROUP,
        { region: "us-east-1", scalingConfig: UNKNOWN },
        "neither desiredSize nor maxSize is known",
      ],
      [
        GROUP,
        { ...NODES, launchTemplate: UNKNOWN },
        "disks: the launch template is not in this stack",
      ],
      [
        "aws:ebs/volume:Volume",
        { region: "us-east-1", size: UNKNOWN },
        "volume: its size is not known",
      ],
      [
        "aws:ec2/instance:Instance",
        { region: "us-east-1", instanceType: UNKNOWN },
        "its instance type is not known",
      ],
      ["aws:kms/key:Key", { region: UNKNOWN }, "key: its region is not known"],
    ];
    for (const [type, inputs, reason] of cases) {
      assert.ok(
        reasons(type, inputs).includes(reason),
        `${reason}: ${reasons(type, inputs).join(", ")}`,
      );
    }
  });

  it("take the dearer way of a switch", () => {
    const open = estimate(DB, { ...DATABASE, multiAz: UNKNOWN });
    assert.equal(open.monthlyUsd, estimate(DB, DATABASE).monthlyUsd);
    assert.ok(open.monthlyUsd > estimate(DB, { ...DATABASE, multiAz: false }).monthlyUsd);
  });

  it("take the largest size of a group whose desired size is open", () => {
    const sizes = { minSize: 1, maxSize: 6 };
    const inputs = { region: "us-east-1", instanceTypes: ["m7g.large"] };
    const open = estimate(GROUP, { ...inputs, scalingConfig: { ...sizes, desiredSize: UNKNOWN } });
    const full = estimate(GROUP, { ...inputs, scalingConfig: { ...sizes, desiredSize: 6 } });
    assert.equal(open.monthlyUsd, full.monthlyUsd);
    assert.ok(open.assumptions.some(({ what }) => what === "desiredSize"));
  });

  it("count the subnets of an endpoint by what they depend on", () => {
    const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
    const inputs: Values = {
      region: "us-east-1",
      vpcEndpointType: "Interface",
      subnetIds: UNKNOWN,
    };
    const usage = { it: { monthlyDataProcessedGb: 0 } };
    const dependencies = { subnetIds: ["urn:a", "urn:b"] };
    const hours = (more: object): number =>
      estimateCost([view(type, inputs, more)], { usage }).monthlyUsd / 7.3;
    assert.ok(Math.abs(hours({ dependencies }) - 2) < 1e-9);
    assert.ok(Math.abs(hours({}) - 6) < 1e-9);
  });
});

describe("what has no price", () => {
  it("is listed with the reason, for each state of a region and a type", () => {
    assert.deepEqual(reasons("aws:opensearch/domain:Domain", {}), [
      "no price is known for resources of type aws:opensearch/domain:Domain",
    ]);
    assert.deepEqual(reasons("aws:ec2/natGateway:NatGateway", { region: "ap-south-1" }), [
      "gateway: no price of vpc NAT gateway in ap-south-1",
      "data processed: no price of vpc NAT gateway data processed in ap-south-1",
    ]);
    assert.deepEqual(reasons("aws:ec2/natGateway:NatGateway", {}), [
      "gateway: its region is not known",
      "data processed: its region is not known",
    ]);
    assert.deepEqual(reasons("aws:apigateway/restApi:RestApi", {}), [
      "no price is known for resources of type aws:apigateway/restApi:RestApi",
    ]);
  });

  it("takes the region of the resource before that of its provider", () => {
    const nat = (inputs: Values, provider: Values): number =>
      estimateCost([view("aws:ec2/natGateway:NatGateway", inputs, { provider })], {
        usage: { it: { monthlyDataProcessedGb: 0 } },
      }).monthlyUsd;
    assert.ok(Math.abs(nat({}, { region: "eu-west-1" }) - 0.048 * 730) < 1e-9);
    const own = nat({ region: "eu-central-1" }, { region: "eu-west-1" });
    assert.ok(Math.abs(own - 0.052 * 730) < 1e-9);
  });

  it("prices spot without a spot price at its limit, the on-demand price", () => {
    const inputs = { ...NODES, launchTemplate: undefined };
    const { launchTemplate, ...plain } = inputs;
    assert.equal(launchTemplate, undefined);
    const spot = { ...plain, region: "eu-west-1", capacityType: "SPOT", diskSize: 20 };
    const result = estimate(GROUP, spot);
    assert.ok(Math.abs(result.monthlyUsd - 3 * (0.091 * 730 + 20 * 0.11)) < 1e-6);
    assert.ok(result.assumptions.some(({ what }) => what.startsWith("no spot price known")));
  });
});
