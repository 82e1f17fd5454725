import assert from "node:assert/strict";
import {
  markdownReport,
  MARKDOWN_MAX_CHARS,
  type Reported,
} from "../../../automation/report/markdown";

const change: Reported["changes"][number] = {
  urn: "urn:pulumi:dev::p::aws:rds/instance:Instance::data-g1",
  type: "aws:rds/instance:Instance",
  name: "data-g1",
  component: "data",
  kind: "replace",
  paths: ["engine"],
  replacedBy: ["engine"],
  dangerous: true,
};

const document: Reported = {
  command: "preview",
  stack: "dev",
  simulated: true,
  exitCode: 2,
  tookMs: 7_000,
  counts: { replace: 1 },
  changes: [change],
  policies: {
    policyCount: 80,
    checkCount: 900,
    blocked: true,
    complaints: [
      { policy: "cost-x", resource: "stack", message: "Too | dear", standing: "blocks" },
    ],
  },
  cost: {
    monthlyUsd: 310,
    maximumMonthlyUsd: 400,
    atLeast: false,
    sharedUsd: 310,
    ceilingUsd: 300,
    tenants: [{ name: "acme", monthlyUsd: 210, ceilingUsd: 400 }],
    increaseUsd: 40,
    allowedIncreaseUsd: 60,
    blocked: false,
    lines: { Compute: 310, CDN: 0 },
    unpriced: [],
  },
  reasons: [{ what: "primary.data", choice: "small", why: "dev" }],
  errors: [],
};

describe("report in Markdown", () => {
  const text = markdownReport(document);

  it("begins with the verdict", () => {
    assert.match(text, /^# dev on the simulated clouds\n\n\*\*This change is blocked\.\*\*/);
  });

  it("marks what endangers data, and shows policies, cost by line and reasons", () => {
    assert.match(text, /\| data \| \*\*replace\*\* \(data\) \| `data-g1` \|/);
    assert.match(text, /\| blocks \| cost-x \| Too \\\| dear \|/);
    assert.match(text, /\$310 a month, ceiling \$300 \(this change: \$40\)/);
    assert.match(text, /\| Compute \| \$310 \|/);
    assert.doesNotMatch(text, /CDN/);
    assert.match(text, /\| `primary\.data` \| small \| dev \|/);
  });

  it("stays below the length of a comment and says that it was cut", () => {
    const complaint = {
      policy: "p",
      resource: "r",
      message: "x".repeat(2_000),
      standing: "blocks" as const,
    };
    const complaints = Array.from({ length: 60 }, () => complaint);
    const long = markdownReport({ ...document, policies: { ...document.policies, complaints } });
    assert.ok(long.length <= MARKDOWN_MAX_CHARS);
    assert.match(long, /the whole report is in report\.json/);
  });
});
