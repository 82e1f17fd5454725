import assert from "node:assert/strict";
import fc from "fast-check";
import { RANDOM, randomText } from "../../../simulator/clouds/random";
import { simulateCalls } from "../../../simulator/testing";
import { textOf } from "./support";

const count = (text: string, form: RegExp): number => [...text.matchAll(form)].length;

describe("simulated random provider", () => {
  it("makes texts of the asked length with at least the asked number of each class", () => {
    const minima = fc.record({
      minLower: fc.nat(4),
      minUpper: fc.nat(4),
      minNumeric: fc.nat(4),
      minSpecial: fc.nat(4),
    });
    fc.assert(
      fc.property(minima, fc.nat(20), (least, more) => {
        const length = least.minLower + least.minUpper + least.minNumeric + least.minSpecial + more;
        const text = randomText({ ...least, length, overrideSpecial: "_-" });
        assert.equal(text.length, length);
        assert.ok(
          count(text, /[a-z]/g) >= least.minLower && count(text, /[A-Z]/g) >= least.minUpper,
        );
        assert.ok(
          count(text, /\d/g) >= least.minNumeric && count(text, /[_-]/g) >= least.minSpecial,
        );
      }),
    );
  });

  it("leaves out the classes that are off", () => {
    assert.match(randomText({ length: 200, special: false, upper: false }), /^[a-z0-9]{200}$/);
  });

  it("makes a new value when a keeper changes", () => {
    const random = simulateCalls(RANDOM);
    const made = random.create("random:index/randomPassword:RandomPassword", {
      length: 32,
      keepers: { version: "1" },
    });
    assert.equal(textOf(made.outputs.result).length, 32);
    assert.match(textOf(made.outputs.bcryptHash), /^\$2a\$10\$.{53}$/);
  });

  it("gives integers within their bounds, all items shuffled, and bytes in every form", () => {
    const random = simulateCalls(RANDOM);
    const value = Number(
      random.create("random:index/randomInteger:RandomInteger", { min: 3, max: 4 }).outputs.result,
    );
    assert.ok(value === 3 || value === 4);
    const { results } = random.create("random:index/randomShuffle:RandomShuffle", {
      inputs: ["a", "b", "c"],
    }).outputs;
    assert.deepEqual([...(results as readonly string[])].toSorted(), ["a", "b", "c"]);
    const { hex, b64Url, dec } = random.create("random:index/randomId:RandomId", {
      byteLength: 4,
    }).outputs;
    assert.equal(Buffer.from(textOf(b64Url), "base64url").toString("hex"), hex);
    assert.equal(BigInt(textOf(dec)), BigInt(`0x${textOf(hex)}`));
  });
});
