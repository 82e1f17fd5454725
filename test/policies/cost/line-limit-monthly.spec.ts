import assert from "node:assert/strict";
import { costLineLimitMonthly } from "../../../policies/cost/line-limit-monthly";
import { stackMessages } from "../../support/policy";
import { ceiling, views } from "./stack";

describe("cost-line-limit-monthly", () => {
  it("is silent on lines within their ceilings, and where there are none", () => {
    const lines = { Database: 250, Compute: 300 };
    assert.deepEqual(stackMessages(costLineLimitMonthly, views(), ceiling(1400, lines)), []);
    assert.deepEqual(stackMessages(costLineLimitMonthly, views(), ceiling(1400)), []);
  });

  it("blocks a line over its ceiling and mends it by what belongs to it", () => {
    const [message, ...others] = stackMessages(
      costLineLimitMonthly,
      views(),
      ceiling(1400, { Database: 150, Compute: 300 }),
    );
    assert.deepEqual(others, []);
    assert.match(
      message ?? "",
      /the line Database costs \$211\.53 a month, \$61\.53 over the ceiling of \$150\.00 \(podcast-platform:budget\.lines\.Database\)\. Largest: database \$211\.53\./,
    );
    assert.match(
      message ?? "",
      /\(1\) database: instanceClass db\.t4g\.large -> db\.t4g\.medium, saves/,
    );
    assert.doesNotMatch(message ?? "", /nodes/);
  });

  it("judges each line by itself", () => {
    const lines = { Database: 100, Compute: 100 };
    assert.equal(stackMessages(costLineLimitMonthly, views(), ceiling(1400, lines)).length, 2);
  });

  it("names the lines that there are when asked for another", () => {
    assert.deepEqual(
      stackMessages(costLineLimitMonthly, views(), ceiling(1400, { Databases: 9 })),
      [
        "stack: podcast-platform:budget.lines.Databases names no line of the bill; use one of Compute, Database, TimescaleDB, Redis, Object storage, CDN, Monitoring, Logging, Network, Security, Disaster recovery, Enterprise.",
      ],
    );
  });
});
