import assert from "node:assert/strict";
import { costAutoscalingLimitMaximum } from "../../../policies/cost/autoscaling-limit-maximum";
import { messages, resource, stackMessages } from "../../support/policy";
import { NODES, ceiling, noBudget, views } from "./stack";

const tenfold = { scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 60 } };
const GROUP = "aws:eks/nodeGroup:NodeGroup";

describe("cost-autoscaling-limit-maximum", () => {
  it("is silent where all limits together cost at most twice the ceiling", () => {
    assert.deepEqual(stackMessages(costAutoscalingLimitMaximum, views(), ceiling(500)), []);
  });

  it("blocks ten times as many nodes, though the desired size is the same", () => {
    const [message, ...others] = stackMessages(
      costAutoscalingLimitMaximum,
      views({}, tenfold),
      ceiling(1400),
    );
    assert.deepEqual(others, []);
    assert.match(
      message ?? "",
      /with every autoscaling limit reached the stack costs \$4,\d{3}\.\d\d/,
    );
    assert.match(
      message ?? "",
      /over the ceiling of \$2,800\.00 \(2 x podcast-platform:budget\.monthlyUsd\)/,
    );
    assert.match(message ?? "", /nodes: scalingConfig\.maxSize 60 -> 38, saves/);
  });

  it("blocks storage that may grow twentyfold", () => {
    const [message] = stackMessages(
      costAutoscalingLimitMaximum,
      views({ maxAllocatedStorage: 20_000 }),
      ceiling(1400),
    );
    assert.match(message ?? "", /database: maxAllocatedStorage 20000 -> \d+, saves/);
  });

  it("stops one resource whose largest size alone is too dear before it is made", () => {
    const group = resource(GROUP, "nodes", { ...NODES, ...tenfold });
    assert.deepEqual(messages(costAutoscalingLimitMaximum, group, ceiling(1400)), [
      "at its largest size it alone costs $3,874.08 a month, over 2 x podcast-platform:budget.monthlyUsd ($2,800.00); lower its limits.",
    ]);
    assert.deepEqual(messages(costAutoscalingLimitMaximum, resource(GROUP, "n", NODES)), []);
  });

  it("leaves a missing budget to the guard of the settings", () => {
    const group = resource(GROUP, "nodes", { ...NODES, ...tenfold });
    assert.deepEqual(messages(costAutoscalingLimitMaximum, group, noBudget()), []);
    assert.deepEqual(stackMessages(costAutoscalingLimitMaximum, [group], noBudget()), []);
  });
});
