import assert from "node:assert/strict";
import { identity, readSchema, shapeOf, type Shape } from "../../../tools/crds/shape";

const of = (schema: object, keep?: Record<string, readonly string[]>): Shape =>
  shapeOf(readSchema(schema), keep);

/** The type in short: descriptions are left out. */
const short = (schema: object): string => identity(of(schema));

describe("the shape of a schema", () => {
  it("knows scalars, enums, and what may be a number or a text", () => {
    assert.equal(short({ type: "integer" }), "number");
    assert.equal(short({ type: "string", enum: ["A", "B"] }), '"A" | "B"');
    assert.equal(
      short({ anyOf: [{ type: "integer" }], "x-kubernetes-int-or-string": true }),
      "number | string",
    );
  });

  it("knows lists, maps, and objects of anything", () => {
    assert.equal(short({ type: "array", items: { type: "string" } }), "[string]");
    assert.equal(
      short({ type: "object", additionalProperties: { type: "boolean" } }),
      "{*boolean}",
    );
    assert.equal(short({ type: "object" }), "{*unknown}");
    assert.equal(short({ "x-kubernetes-preserve-unknown-fields": true }), "unknown");
  });

  it("asks for what is required, unless the server has a default for it", () => {
    const properties = {
      a: { type: "string" },
      b: { type: "string", default: "x" },
      c: { type: "string" },
    };
    assert.equal(
      short({ type: "object", properties, required: ["a", "b"] }),
      "{a:string;b?:string;c?:string}",
    );
  });

  it("keeps only the properties that were chosen, where some were chosen", () => {
    const leaf = { type: "object", properties: { x: { type: "string" } } };
    const provider = { type: "object", properties: { aws: leaf, vault: leaf } };
    const schema = { type: "object", properties: { provider, name: { type: "string" } } };
    assert.equal(
      identity(of(schema, { provider: ["aws"] })),
      "{provider?:{aws?:{x?:string}};name?:string}",
    );
  });

  it("keeps a description of one line, and no longer one", () => {
    const fields = (description: string): unknown => {
      const shape = of({ type: "object", properties: { a: { type: "string", description } } });
      return shape.is === "object" ? shape.fields[0]?.says : shape;
    };
    assert.equal(fields("Name of\n the thing."), "Name of the thing.");
    assert.equal(fields("word ".repeat(30)), undefined);
  });

  it("refuses what is no schema", () => {
    assert.throws(() => readSchema({ properties: "x" }), /properties/);
  });
});
