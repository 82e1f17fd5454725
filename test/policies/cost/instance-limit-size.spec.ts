import assert from "node:assert/strict";
import { UNKNOWN } from "../../../facts/values";
import { costInstanceLimitSize } from "../../../policies/cost/instance-limit-size";
import { messages, resource, specify, undecidedMessage } from "../../support/policy";
import { DATABASE, ceiling, noBudget } from "./stack";

// Multi-AZ: 2 x 4 x 0.956 (db.r7g.2xlarge) x 730 = 5,583.04; storage 23.00; backups 0.19.
specify(costInstanceLimitSize, {
  type: "aws:rds/instance:Instance",
  good: DATABASE,
  cases: {
    "blocks a database that alone is dearer than the stack may be": [
      { instanceClass: "db.r7g.8xlarge" },
      [
        "it alone costs $5,606.23 a month, over podcast-platform:budget.monthlyUsd ($1,400.00); take a smaller instanceClass or fewer of them.",
      ],
    ],
    "waits for a class that is not known": [
      { instanceClass: UNKNOWN },
      [undecidedMessage("instanceClass")],
    ],
  },
});

describe("cost-instance-limit-size", () => {
  it("waits for the types of a node group and the type of a node", () => {
    const unknowns = [
      ["aws:eks/nodeGroup:NodeGroup", "instanceTypes"],
      ["aws:elasticache/replicationGroup:ReplicationGroup", "nodeType"],
      ["aws:ec2/instance:Instance", "instanceType"],
    ] as const;
    for (const [type, path] of unknowns) {
      const view = resource(type, "it", { region: "us-east-1", [path]: UNKNOWN });
      assert.deepEqual(messages(costInstanceLimitSize, view), [undecidedMessage(path)]);
    }
  });

  it("judges a volume by its size", () => {
    const volume = { region: "us-east-1", type: "gp3", size: 20_000 };
    const view = resource("aws:ebs/volume:Volume", "volume", volume);
    assert.deepEqual(messages(costInstanceLimitSize, view), [
      "it alone costs $1,600.00 a month, over podcast-platform:budget.monthlyUsd ($1,400.00); make it smaller.",
    ]);
    assert.deepEqual(messages(costInstanceLimitSize, view, ceiling(1600)), []);
  });

  it("leaves a missing budget to the guard of the settings", () => {
    const inputs = { ...DATABASE, instanceClass: "db.r7g.8xlarge" };
    const view = resource("aws:rds/instance:Instance", "database", inputs);
    assert.deepEqual(messages(costInstanceLimitSize, view, noBudget()), []);
  });
});
