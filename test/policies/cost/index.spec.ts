import assert from "node:assert/strict";
import { costPolicies } from "../../../policies/cost";

describe("cost policies", () => {
  it("have names of their group, each once, and are all mandatory", () => {
    const names = costPolicies.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(costPolicies.every(({ group }) => group === "cost"));
    assert.ok(costPolicies.every(({ advisoryBecause }) => advisoryBecause === undefined));
  });

  it("stop a resource before it is made wherever one alone decides", () => {
    const early = costPolicies.filter((policy) => "judgeResource" in policy);
    assert.deepEqual(
      early.map(({ name }) => name),
      ["cost-autoscaling-limit-maximum", "cost-instance-limit-size"],
    );
  });
});
