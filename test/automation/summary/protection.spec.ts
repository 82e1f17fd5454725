import assert from "node:assert/strict";
import { protectionRefusal } from "../../../automation/summary/protection";

describe("the refusal to take a protected stack down", () => {
  it("counts what is protected, and names the three steps", () => {
    const resources = [
      { type: "aws:kms/key:Key", protect: true },
      { type: "aws:s3/bucket:Bucket", protect: true },
      { type: "aws:kms/key:Key", protect: true },
      { type: "aws:ec2/vpc:Vpc", protect: false },
      { type: "aws:ec2/subnet:Subnet" },
    ];
    assert.equal(
      protectionRefusal({ name: "prod", simulated: true, resources }),
      [
        "prod keeps its data: 3 resources refuse to be deleted (Key 2, Bucket 1).",
        "Nothing was removed. To take it down for good:",
        "  1. Set podcast-platform:decommission to prod in Pulumi.prod.yaml, reviewed as any change.",
        "  2. npm run -s platform -- up --stack prod --simulate lifts the protection, and removes nothing.",
        "  3. npm run -s platform -- destroy --stack prod --simulate leaves last snapshots and the key that opens them.",
      ].join("\n"),
    );
  });

  it("names the real commands for a real cloud", () => {
    const text = protectionRefusal({
      name: "prod",
      simulated: false,
      resources: [{ type: "aws:kms/key:Key", protect: true }],
    });
    assert.match(text ?? "", /up --stack prod lifts/);
  });

  it("says nothing where nothing is protected", () => {
    const resources = [{ type: "aws:kms/key:Key", protect: false }];
    assert.equal(protectionRefusal({ name: "dev", simulated: true, resources }), undefined);
  });
});
