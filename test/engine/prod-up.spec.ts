import assert from "node:assert/strict";
import { PreviewDocument, UpDocument } from "../../automation/documents";
import { SimulatedPlace } from "../support/engine";

describe("prod brought up on the simulated clouds", () => {
  const place = new SimulatedPlace();
  let up: UpDocument;

  before(async () => {
    up = await place.document(UpDocument, "up", "--stack", "prod", "--yes");
  });

  after(() => {
    place.remove();
  });

  it("is made by the plan that was shown, which holds to the end", () => {
    assert.deepEqual(up.errors, []);
    assert.equal(up.exitCode, 0);
    assert.ok(up.applied && up.planKept);
    assert.ok(up.cost.monthlyUsd > 0 && up.cost.monthlyUsd <= up.cost.ceilingUsd);
  });

  it("shows no change afterwards", async () => {
    const preview = await place.document(PreviewDocument, "preview", "--stack", "prod");
    assert.deepEqual(preview.changes, []);
    assert.equal(preview.exitCode, 0);
  });
});
