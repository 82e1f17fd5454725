import assert from "node:assert/strict";
import fc from "fast-check";
import {
  generationPart,
  logicalName,
  NAME_LIMITS,
  type NameKind,
  physicalName,
} from "../../plan/names";

const part = fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,3}$/);
const kind = fc.constantFrom(...(Object.keys(NAME_LIMITS) as NameKind[]));

describe("names", () => {
  it("joins meanings, widest first", () => {
    assert.equal(logicalName("net", "data", "eu-west-1a"), "net-data-eu-west-1a");
  });

  it("refuses what a cloud or the engine would read as something else", () => {
    for (const parts of [[], [""], ["Net"], ["a--b"], ["-a"], ["a-"], ["a$b"], ["a=b"], ["a.b"]]) {
      assert.throws(() => logicalName(...parts), /makes no name/);
    }
  });

  it("ends whatever holds data with its generation", () => {
    assert.equal(physicalName("rdsInstance", ["prod", "data"], 2), "prod-data-g2");
    assert.equal(logicalName("prod", "data", generationPart(1)), "prod-data-g1");
    for (const wrong of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => generationPart(wrong), /is not a generation/);
    }
  });

  it("leaves a name that fits as it is", () => {
    assert.equal(physicalName("loadBalancer", ["prod", "api"]), "prod-api");
  });

  it("shortens a long name to the vendor's limit, and keeps its generation", () => {
    const name = physicalName("loadBalancer", ["podcast-platform", "production", "api"], 12);
    assert.equal(name.length, NAME_LIMITS.loadBalancer);
    assert.match(name, /^podcast-platform-p.*-[0-9a-f]{8}-g12$/);
  });

  it("stays within the limit and well formed for all parts", () => {
    fc.assert(
      fc.property(kind, fc.array(part, { minLength: 1, maxLength: 5 }), (limit, parts) => {
        const name = physicalName(limit, parts, 3);
        assert.ok(name.length <= NAME_LIMITS[limit]);
        assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });

  it("gives two long names two names", () => {
    const long = "a".repeat(70);
    assert.notEqual(
      physicalName("rdsInstance", [long, "one"]),
      physicalName("rdsInstance", [long, "two"]),
    );
  });
});
