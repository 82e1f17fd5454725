import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SECRET_KEY, SECRET_SIGNATURE, UNKNOWN, UNKNOWN_SENTINEL } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import { decode, encode } from "../../simulator/protocol/values";

const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Names of fields. The map of google-protobuf is a plain object, which cannot hold this one. */
const name = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.constant<Value>(UNKNOWN),
);
const value: fc.Arbitrary<Value> = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("any")), fc.dictionary(name, tie("any"))),
})).any;

describe("values on the wire", () => {
  it("come back as they went, unknown parts included", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value), (values: Values) => {
        const wire = Struct.deserializeBinary(encode(values).serializeBinary());
        assert.deepEqual(decode(wire), plain(values));
      }),
    );
  });

  it("carry unknown values as the engine's sentinel", () => {
    assert.deepEqual(encode({ id: UNKNOWN }).toJavaScript(), { id: UNKNOWN_SENTINEL });
  });

  it("are opened where they are secrets or outputs", () => {
    const wire = Struct.fromJavaScript({
      secret: { [SECRET_KEY]: SECRET_SIGNATURE, value: ["a"] },
      known: { [SECRET_KEY]: OUTPUT, value: "b", secret: true },
      unknown: { [SECRET_KEY]: OUTPUT },
      number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    });
    assert.deepEqual(decode(wire), {
      secret: ["a"],
      known: "b",
      unknown: UNKNOWN,
      number: UNKNOWN,
    });
  });

  it("keep assets as objects that differ when their content does", () => {
    const asset = (text: string): Value | undefined =>
      decode(Struct.fromJavaScript({ code: { [SECRET_KEY]: ASSET, text } })).code;
    assert.deepEqual(asset("a"), asset("a"));
    assert.notDeepEqual(asset("a"), asset("b"));
    const hashed = Struct.fromJavaScript({ code: { [SECRET_KEY]: ASSET, hash: "h", path: "./a" } });
    assert.deepEqual(decode(hashed).code, { [SECRET_KEY]: ASSET, hash: "h", path: "./a" });
  });
});

/** Dictionaries of fast-check have no prototype; decoded objects have one. */
function plain(values: Values): Values {
  const visit = (one: Value): Value => {
    if (Array.isArray(one)) {
      return (one as readonly Value[]).map(visit);
    }
    return typeof one === "object" && one !== null
      ? Object.fromEntries(
          Object.entries(one).map(([key, inner]): [string, Value] => [key, visit(inner)]),
        )
      : one;
  };
  return Object.fromEntries(
    Object.entries(values).map(([key, one]): [string, Value] => [key, visit(one)]),
  );
}
