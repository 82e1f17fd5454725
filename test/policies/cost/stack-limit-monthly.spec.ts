import assert from "node:assert/strict";
import { UNKNOWN } from "../../../facts/values";
import { costStackLimitMonthly } from "../../../policies/cost/stack-limit-monthly";
import { stackMessages } from "../../support/policy";
import { ceiling, noBudget, views } from "./stack";

// 188.34 + 23.00 + 0.19 for the database, 178.70 + 15.00 for the nodes, 73.00 for the cluster.
const SUM = 478.24;

describe("cost-stack-limit-monthly", () => {
  it("is silent on a stack within its ceiling", () => {
    assert.deepEqual(stackMessages(costStackLimitMonthly, views(), ceiling(SUM + 1)), []);
  });

  it("names sum, ceiling, the largest parts and three changes with their savings", () => {
    assert.deepEqual(stackMessages(costStackLimitMonthly, views(), ceiling(460)), [
      "stack: the stack costs $478.23 a month, $18.23 over the ceiling of $460.00 (podcast-platform:budget.monthlyUsd). " +
        "Largest: database $211.53, nodes $193.70, cluster $73.00. " +
        "Mend it with one of: " +
        "(1) database: allocatedStorage 100 -> 21 (before it is made; it never shrinks), saves $18.32, leaves $459.91; " +
        "(2) nodes: instanceTypes m7g.large -> m7g.medium, saves $89.35, leaves $388.88; " +
        "(3) database: instanceClass db.t4g.large -> db.t4g.medium, saves $94.17, leaves $384.06.",
    ]);
  });

  it("blocks a database four sizes up and offers to take that back", () => {
    const [message, ...others] = stackMessages(
      costStackLimitMonthly,
      views({ instanceClass: "db.m7g.8xlarge" }),
      ceiling(600),
    );
    assert.deepEqual(others, []);
    assert.match(message ?? "", /the stack costs \$4,\d{3}\.\d\d a month/);
    assert.match(message ?? "", /database: instanceClass db\.m7g\.8xlarge -> db\.m7g\.large/);
  });

  it("says at least where a part has no price, and does not stop there", () => {
    const open = views({}, { instanceTypes: UNKNOWN });
    const [message] = stackMessages(costStackLimitMonthly, open, ceiling(200));
    assert.match(message ?? "", /the stack costs at least \(without price: 1\) \$284\.53 a month/);
  });

  it("leaves a missing budget to the guard of the settings", () => {
    assert.deepEqual(stackMessages(costStackLimitMonthly, views(), noBudget()), []);
  });
});
