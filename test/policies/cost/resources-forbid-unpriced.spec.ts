import assert from "node:assert/strict";
import { UNKNOWN } from "../../../facts/values";
import { costResourcesForbidUnpriced } from "../../../policies/cost/resources-forbid-unpriced";
import { DEV, resource, stackMessages } from "../../support/policy";
import { views } from "./stack";

const search = resource("aws:opensearch/domain:Domain", "search", { region: "us-east-1" });
const mend = "use a size that facts/prices has, or add its price with source and date.";

describe("cost-resources-forbid-unpriced", () => {
  it("is silent where everything dear has a price", () => {
    assert.deepEqual(stackMessages(costResourcesForbidUnpriced, views()), []);
  });

  it("blocks a dear type without a price in production", () => {
    assert.deepEqual(stackMessages(costResourcesForbidUnpriced, [...views(), search]), [
      `search: it cannot be priced: no price is known for resources of type aws:opensearch/domain:Domain; ${mend}`,
    ]);
  });

  it("blocks a size that the book lacks in a region", () => {
    const far = views({ region: "ap-south-1" });
    const told = stackMessages(costResourcesForbidUnpriced, far);
    assert.ok(told.every((message) => message.startsWith("database: it cannot be priced: ")));
    assert.equal(told.length, 3);
  });

  it("is undecided where a size is not known", () => {
    assert.deepEqual(
      stackMessages(costResourcesForbidUnpriced, views({ instanceClass: UNKNOWN })),
      [
        "database: undecided: waits for its cost: its instance class is not known; state a value that is known at preview.",
      ],
    );
  });

  it("is undecided where nodes take their disks from elsewhere", () => {
    const elsewhere = views({}, { launchTemplate: { id: "lt-of-another-stack" } });
    assert.deepEqual(stackMessages(costResourcesForbidUnpriced, elsewhere), [
      "nodes: undecided: waits for its cost: disks: the launch template is not in this stack; state a value that is known at preview.",
    ]);
  });

  it("lets a cheap or unknown type pass, and anything outside production", () => {
    const topic = resource("aws:sns/topic:Topic", "topic", { region: "us-east-1" });
    assert.deepEqual(stackMessages(costResourcesForbidUnpriced, [...views(), topic]), []);
    assert.deepEqual(stackMessages(costResourcesForbidUnpriced, [...views(), search], DEV), []);
  });
});
