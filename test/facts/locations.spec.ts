import assert from "node:assert/strict";

import { enums } from "@pulumi/aws/types";

import { findLocation, regionOfArn } from "../../facts/locations";

describe("findLocation", () => {
  it("classifies every region of the AWS SDK", () => {
    const regions = Object.values(enums.Region);
    assert.ok(regions.length > 30);
    assert.deepEqual(
      regions.filter((region) => findLocation(region) === undefined),
      [],
    );
  });

  for (const [name, residency] of [
    ["eu-west-1", "eu"],
    ["eu-west-2", "other"],
    ["eu-central-2", "other"],
    ["eusc-de-east-1", "eu"],
    ["europe-west6", "other"],
    ["us-east-1a", "us"],
    ["us-west-2-lax-1a", "us"],
    ["us-east-1-wl1-bos-wlz-1", "us"],
    ["europe-west1-b", "eu"],
    ["EU", "eu"],
    ["EUR4", "eu"],
    ["eur5", "other"],
    ["EUR8", "other"],
    ["nam-eur-asia1", "other"],
    ["regional-europe-west1", "eu"],
    ["projects/p/instanceConfigs/regional-us-central1", "us"],
    ["global", "other"],
    ["ap-southeast-2", "other"],
  ] as const) {
    it(`puts ${name} in ${residency}`, () => {
      assert.equal(findLocation(name)?.residency, residency);
    });
  }

  it("knows nothing of a place in no table, however European it sounds", () => {
    assert.equal(findLocation("eu-moon-1"), undefined);
    assert.equal(findLocation("europe-west99"), undefined);
  });
});

describe("regionOfArn", () => {
  it("reads the region, where the name has one", () => {
    assert.equal(regionOfArn("arn:aws:kms:eu-west-1:111122223333:key/a"), "eu-west-1");
    assert.equal(regionOfArn("arn:aws:s3:::bucket"), undefined);
    assert.equal(regionOfArn("eu-west-1"), undefined);
  });
});
