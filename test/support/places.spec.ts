import assert from "node:assert/strict";
import { foreignPlaces } from "./places";

const one = (inputs: unknown, type = "aws:s3/bucket:Bucket") => ({ urn: "u", type, inputs });

describe("the walk over a state for places", () => {
  const regions = (inputs: unknown, type?: string) =>
    foreignPlaces([one(inputs, type)], ["budgets", "aws:acm/certificate:Certificate"]).map(
      ({ region }) => region,
    );

  it("finds a region in ARNs, host names, zones, keys and JSON inside a text", () => {
    assert.deepEqual(regions({ arn: "arn:aws:kms:us-east-1:1:key/2" }), ["us-east-1"]);
    assert.deepEqual(regions({ host: "x.eu-west-2.rds.amazonaws.com" }), ["eu-west-2"]);
    assert.deepEqual(regions({ list: [{ zone: "us-west-2b" }] }), ["us-west-2"]);
    assert.deepEqual(regions({ "ap-south-1": "x" }), ["ap-south-1"]);
    assert.deepEqual(regions({ policy: '{"Resource":"arn:aws:s3:eu-central-2:1:x"}' }), [
      "eu-central-2",
    ]);
  });

  it("passes what is in the European Union, also where a name begins like another", () => {
    assert.deepEqual(regions({ a: "eu-west-1", b: "eu-central-1a", c: "europe-west10" }), []);
  });

  it("passes services that are everywhere, and no other of the same name", () => {
    assert.deepEqual(regions({ x: "us-east-1" }, "aws:budgets/budget:Budget"), []);
    assert.deepEqual(regions({ x: "us-east-1" }, "aws:acm/certificate:Certificate"), []);
    assert.deepEqual(regions({ x: "us-east-1" }, "aws:budgetsx/budget:Budget"), ["us-east-1"]);
  });
});
