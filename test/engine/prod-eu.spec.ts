import assert from "node:assert/strict";
import { GLOBAL_AWS_SERVICES, US_EAST_1_ONLY } from "../../facts/sinks";
import { foreignPlaces } from "../support/places";
import { describeBringUp } from "../support/whole-life";

describeBringUp("prod-eu", (place) => {
  it("names no place outside the European Union anywhere in its state", async () => {
    const { resources } = await place.state("prod-eu");
    assert.ok(resources.length > 200, `${resources.length} resources`);
    const allowed = { ...GLOBAL_AWS_SERVICES, ...US_EAST_1_ONLY };
    assert.deepEqual(foreignPlaces(resources, Object.keys(allowed)), []);
  });
});
