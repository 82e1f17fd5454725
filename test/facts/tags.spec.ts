import assert from "node:assert/strict";
import fc from "fast-check";
import {
  REQUIRED_TAGS,
  TAG,
  TAG_VALUE_MAX_CHARS,
  tagValueOfUrn,
  urnOfTagValue,
} from "../../facts/tags";

const URN =
  "urn:pulumi:prod::podcast-platform::platform:data:AwsData$aws:rds/instance:Instance::db-g1";

describe("tags", () => {
  it("writes the dollar of a URN as an equals sign, and reads it back", () => {
    assert.equal(
      tagValueOfUrn(URN),
      "urn:pulumi:prod::podcast-platform::platform:data:AwsData=aws:rds/instance:Instance::db-g1",
    );
    assert.equal(urnOfTagValue(tagValueOfUrn(URN)), URN);
  });

  it("loses nothing of any URN that it accepts", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9$:/-]{0,60}$/);
    fc.assert(fc.property(part, (urn) => urnOfTagValue(tagValueOfUrn(urn)) === urn));
  });

  it("refuses a URN that could not be read back, has a foreign character, or is too long", () => {
    for (const urn of ["urn=a", "urn:ü", `urn:${"a".repeat(TAG_VALUE_MAX_CHARS)}`]) {
      assert.throws(() => tagValueOfUrn(urn), /cannot be the value of the tag platform:urn/);
    }
  });

  it("requires what cost and residency are read from, of every resource", () => {
    assert.deepEqual(REQUIRED_TAGS, [
      "environment",
      "component",
      "cost-center",
      "residency",
      "data-class",
      "owner",
    ]);
    assert.equal(REQUIRED_TAGS.includes(TAG.tenant), false);
  });
});
