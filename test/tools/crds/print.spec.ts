import assert from "node:assert/strict";
import { printTypes } from "../../../tools/crds/print";
import type { Field, Shape } from "../../../tools/crds/shape";

const text = (word: string): Shape => ({ is: "text", text: word });
const field = (name: string, shape: Shape): Field => ({
  name,
  optional: true,
  says: undefined,
  shape,
});
const object = (...fields: readonly Field[]): Shape => ({ is: "object", fields });

const print = (shape: Shape): string =>
  printTypes([{ name: "ThingSpec", says: "Spec of Thing.", shape }])
    .replaceAll(/\s+/g, " ")
    .trim();

describe("printed types", () => {
  it("are read-only throughout, with keys quoted where they must be", () => {
    const list: Shape = { is: "list", item: text('"A" | "B"') };
    const map: Shape = { is: "map", value: text("string") };
    assert.equal(
      print(object(field("some-list", list), field("map", map))),
      "/** Spec of Thing. */ export interface ThingSpec { " +
        'readonly "some-list"?: readonly ("A" | "B")[]; ' +
        "readonly map?: Readonly<Record<string, string>>; }",
    );
  });

  it("name what occurs twice by its property, and write it once", () => {
    const ref = object(field("name", text("string")), field("key", text("string")));
    const printed = print(object(field("user", ref), field("password", ref)));
    assert.equal(
      printed,
      "/** Spec of Thing. */ export interface ThingSpec { " +
        "readonly user?: User; readonly password?: User; } " +
        "interface User { readonly name?: string; readonly key?: string; }",
    );
  });

  it("put the owner's name before a name that is taken", () => {
    const one = object(field("a", text("string")), field("b", text("string")));
    const two = object(field("c", text("string")), field("d", text("string")));
    const printed = print(
      object(
        field("first", object(field("ref", one))),
        field("again", object(field("ref", one), field("x", text("number")))),
        field("second", object(field("ref", two))),
        field("last", object(field("ref", two), field("y", text("number")))),
      ),
    );
    assert.deepEqual(
      [...printed.matchAll(/interface (\w+)/g)].map(([, name]) => name),
      ["ThingSpec", "Ref", "SecondRef"],
    );
  });
});
