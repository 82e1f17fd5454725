/** The shape of a custom resource's spec: its OpenAPI schema, read into what TypeScript can say. */
import { z } from "zod";

/** A type without a name. */
export type Shape =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "list"; readonly item: Shape }
  | { readonly is: "map"; readonly value: Shape }
  | { readonly is: "object"; readonly fields: readonly Field[] };

/** A property of an object. */
export interface Field {
  readonly name: string;
  readonly optional: boolean;
  /** What the publisher says of it, where that is no more than a line. */
  readonly says: string | undefined;
  readonly shape: Shape;
}

/** What of a schema decides a type. Source: Kubernetes API, JSONSchemaProps v1. */
export interface Schema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly items?: Schema | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly "x-kubernetes-int-or-string"?: boolean | undefined;
}

const SchemaShape: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    items: SchemaShape.optional(),
    properties: z.record(z.string(), SchemaShape).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), SchemaShape]).optional(),
    "x-kubernetes-int-or-string": z.boolean().optional(),
  }),
);

/**
 * Reads a schema.
 *
 * @param value The schema as published.
 * @throws Error if it is none.
 */
export function readSchema(value: unknown): Schema {
  return SchemaShape.parse(value);
}

/** Longest description that is kept, in characters: one line of the file. */
const LINE = 86;

/** The description, if it is one line. */
function line(description: string | undefined): string | undefined {
  const text = description?.replaceAll(/\s+/g, " ").trim();
  if (text === undefined || text === "" || text.length > LINE) return undefined;
  return text.replaceAll("*/", "* /");
}

const text = (word: string): Shape => ({ is: "text", text: word });

/** What stays of an object's properties: `spec`'s own path is "". */
export type Keep = Readonly<Record<string, readonly string[]>>;

/**
 * Turns a schema into a shape.
 *
 * @param schema The schema.
 * @param keep Properties that stay, by path.
 * @param path Where the schema stands, below `spec`.
 */
export function shapeOf(schema: Schema, keep: Keep = {}, path = ""): Shape {
  if (schema["x-kubernetes-int-or-string"] === true) return text("number | string");
  if (schema.enum !== undefined) {
    return text(schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  }
  switch (schema.type) {
    case "string":
    case "boolean":
      return text(schema.type);
    case "integer":
    case "number":
      return text("number");
    case "array":
      return { is: "list", item: shapeOf(schema.items ?? {}, keep, path) };
    case "object":
      return objectOf(schema, keep, path);
    case undefined:
    default:
      return text("unknown");
  }
}

function objectOf(schema: Schema, keep: Keep, path: string): Shape {
  const { properties, additionalProperties } = schema;
  if (properties === undefined) {
    const value =
      typeof additionalProperties === "object" ? shapeOf(additionalProperties) : text("unknown");
    return { is: "map", value };
  }
  const kept = keep[path];
  const names = Object.keys(properties).filter((name) => kept === undefined || kept.includes(name));
  return { is: "object", fields: names.map((name) => fieldOf(schema, name, { keep, path })) };
}

function fieldOf(owner: Schema, name: string, at: { keep: Keep; path: string }): Field {
  const schema = owner.properties?.[name] ?? {};
  // The API server fills defaults in before it asks whether something is missing.
  const optional = owner.required?.includes(name) !== true || schema.default !== undefined;
  const path = at.path === "" ? name : `${at.path}.${name}`;
  return { name, optional, says: line(schema.description), shape: shapeOf(schema, at.keep, path) };
}

/**
 * Says whether two shapes are the same type: descriptions do not count.
 *
 * @param shape A shape.
 * @returns Equal for equal types.
 */
export function identity(shape: Shape): string {
  switch (shape.is) {
    case "text":
      return shape.text;
    case "list":
      return `[${identity(shape.item)}]`;
    case "map":
      return `{*${identity(shape.value)}}`;
    case "object":
      return `{${shape.fields
        .map(({ name, optional, shape: of }) => `${name}${optional ? "?" : ""}:${identity(of)}`)
        .join(";")}}`;
    default:
      return never(shape);
  }
}

function never(shape: never): never {
  throw new Error(`unknown shape ${JSON.stringify(shape)}`);
}
