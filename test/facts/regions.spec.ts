import assert from "node:assert/strict";
import { Region as SdkRegion } from "@pulumi/aws/types/enums";
import {
  EU_COUNTRIES,
  findRegion,
  isInEu,
  isRegion,
  REGIONS,
  regionFacts,
} from "../../facts/regions";

describe("regions", () => {
  it("classifies every region that the AWS SDK knows", () => {
    const unclassified = Object.values(SdkRegion).filter((name) => !isRegion(name));
    assert.deepEqual(unclassified, []);
  });

  it("knows no AWS region that the SDK does not", () => {
    const sdk = new Set<string>(Object.values(SdkRegion));
    const ours = Object.entries(REGIONS).filter(([, region]) => region.cloud === "aws");
    assert.deepEqual(
      ours.map(([name]) => name).filter((name) => !sdk.has(name)),
      [],
    );
  });

  it("gives each region a partner under the same law, in the same world, and not itself", () => {
    for (const [name, region] of Object.entries(REGIONS)) {
      if (region.drPartner === undefined) continue;
      const partner = regionFacts(region.drPartner);
      assert.notEqual(region.drPartner, name);
      assert.deepEqual(
        [partner.residency, partner.partition],
        [region.residency, region.partition],
        name,
      );
      if (region.residency === "other") assert.equal(partner.country, region.country, name);
    }
  });

  it("gives every ordinary region of the EU and the US a partner", () => {
    const alone = Object.entries(REGIONS)
      .filter(([, region]) => region.residency !== "other" && region.drPartner === undefined)
      .map(([name]) => name);
    assert.deepEqual(alone, ["eusc-de-east-1"]);
  });

  it("pairs the regions of the cells as the design does", () => {
    assert.deepEqual(
      (["us-east-1", "eu-west-1", "us-central1", "europe-west1"] as const).map(
        (name) => regionFacts(name).drPartner,
      ),
      ["us-west-2", "eu-central-1", "us-west1", "europe-west3"],
    );
  });

  for (const name of [
    "eu-west-2",
    "eu-central-2",
    "europe-west2",
    "europe-west6",
    "eu-isoe-west-1",
  ]) {
    it(`keeps ${name} out of the European Union`, () => {
      assert.equal(isInEu(name), false);
      assert.equal(findRegion(name)?.residency, "other");
    });
  }

  for (const name of ["eu-west-1", "eusc-de-east-1", "europe-north2", "eu-south-2"]) {
    it(`counts ${name} as the European Union`, () => {
      assert.equal(isInEu(name), true);
    });
  }

  it("takes an unknown name as no region and as outside of the EU", () => {
    assert.equal(isRegion("eu-west-9"), false);
    assert.equal(isInEu("eu-west-9"), false);
    assert.equal(findRegion("toString"), undefined);
  });

  it("counts 27 members of the European Union", () => {
    assert.equal(EU_COUNTRIES.size, 27);
  });

  it("spells zones as each cloud does", () => {
    assert.deepEqual(regionFacts("eu-west-1").zones, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    assert.deepEqual(regionFacts("europe-west1").zones, [
      "europe-west1-b",
      "europe-west1-c",
      "europe-west1-d",
    ]);
  });
});
