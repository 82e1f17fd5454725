/**
 * Reads declarations (.d.ts) of the Pulumi SDKs: syntax only, no type checker, so that a whole
 * package takes seconds.
 */
import ts from "typescript";
import type { Field, OutputField, OutputKind, Shape } from "./shapes";

/** What turns names of types into shapes. */
export interface Names {
  /** The literals of an enum (`rds.EngineType`), or undefined when there is no such enum. */
  enumValues(name: string): readonly string[] | undefined;
}

/**
 * Phrases by which the SDKs' documentation says that a change makes a new resource; taken from
 * the doc comments of @pulumi/aws, gcp, cloudflare and random. `immutable` is a word of gcp's
 * ("Immutable. …") and cloudflare's alone: Kubernetes uses it for much else.
 */
const REPLACES =
  /\b(forces? (a |the )?(new (resource|cluster|instance|interface|service account|project)|replacement|re-?creation)|requires? (replacement|recreation)|triggers? (a )?(replacement|recreation)|changing (this|it) creates a new resource|will be created if changed)/i;
const IMMUTABLE = /(^|[.*]\s+)Immutable[.:]/;

/** Shapes of the primitive types. */
const KEYWORDS: ReadonlyMap<ts.SyntaxKind, "string" | "number" | "boolean"> = new Map([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
]);

/** Kinds of outputs that are neither lists nor named types. */
const OUTPUT_KINDS: ReadonlyMap<ts.SyntaxKind, OutputKind> = new Map<ts.SyntaxKind, OutputKind>([
  ...KEYWORDS,
  [ts.SyntaxKind.TypeLiteral, "map"],
]);

/**
 * @param path File name, for messages.
 * @param text The declarations.
 * @returns The syntax tree without parents and without parsed doc comments.
 */
export function parseDeclarations(path: string, text: string): ts.SourceFile {
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  return ts.createSourceFile(path, text, options, false, ts.ScriptKind.TS);
}

/**
 * @param members Members of an interface.
 * @param text The file's text, for the doc comments.
 * @param names Resolves enums.
 * @returns The declared fields, and whether further keys are allowed.
 */
export function fieldsOf(
  members: ts.NodeArray<ts.TypeElement>,
  text: string,
  names: Names,
): { readonly fields: Record<string, Field>; readonly open: boolean } {
  const fields: Record<string, Field> = {};
  let open = false;
  for (const member of members) {
    if (ts.isIndexSignatureDeclaration(member)) {
      open = true;
    } else if (ts.isPropertySignature(member) && member.type !== undefined) {
      fields[nameOf(member.name)] = {
        shape: shapeOf(member.type, names),
        ...(member.questionToken === undefined ? { required: true as const } : {}),
        ...(replaces(text.slice(member.pos, member.type.pos)) ? { replaces: true as const } : {}),
      };
    }
  }
  return { fields, open };
}

/**
 * @param type The type of an input, with its `pulumi.Input` wrappers.
 * @param names Resolves enums.
 */
export function shapeOf(type: ts.TypeNode, names: Names): Shape {
  if (ts.isUnionTypeNode(type)) {
    return unionOf(type.types.filter((part) => !isUndefined(part)).map((t) => shapeOf(t, names)));
  }
  if (ts.isArrayTypeNode(type)) {
    return { k: "array", of: shapeOf(type.elementType, names) };
  }
  if (ts.isParenthesizedTypeNode(type)) {
    return shapeOf(type.type, names);
  }
  if (ts.isTypeLiteralNode(type)) {
    const index = type.members.find(ts.isIndexSignatureDeclaration);
    return index === undefined ? { k: "any" } : { k: "map", of: shapeOf(index.type, names) };
  }
  if (ts.isLiteralTypeNode(type)) {
    return literal(type.literal);
  }
  return ts.isTypeReferenceNode(type) ? referenceOf(type, names) : keyword(type.kind);
}

/**
 * @param type The type of an output property: `pulumi.Output<…>`.
 * @returns The kind of value that it holds.
 */
export function outputFieldOf(type: ts.TypeNode): OutputField {
  const inner =
    ts.isTypeReferenceNode(type) && type.typeArguments !== undefined ? type.typeArguments[0] : type;
  const parts = inner !== undefined && ts.isUnionTypeNode(inner) ? inner.types : [inner];
  const known = parts.find((part) => part !== undefined && !isUndefined(part));
  const k = known === undefined ? "string" : outputKindOf(known);
  return parts.some((part) => part !== undefined && isUndefined(part)) ? { k, maybe: true } : { k };
}

function outputKindOf(type: ts.TypeNode): OutputKind {
  if (ts.isArrayTypeNode(type)) {
    return "array";
  }
  if (ts.isTypeReferenceNode(type)) {
    return qualifiedName(type.typeName).startsWith("outputs.") ? "map" : "string";
  }
  return OUTPUT_KINDS.get(type.kind) ?? "string";
}

/** @param name Name of a property, a class or an enum member. */
export function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

function replaces(comment: string): boolean {
  return REPLACES.test(comment) || IMMUTABLE.test(comment.replaceAll(/\s+/g, " "));
}

function referenceOf(type: ts.TypeReferenceNode, names: Names): Shape {
  const name = qualifiedName(type.typeName);
  const argument = type.typeArguments?.[0];
  if (name === "pulumi.Input" && argument !== undefined) {
    return shapeOf(argument, names);
  }
  if (name.startsWith("pulumi.asset.")) {
    return { k: "asset" };
  }
  if (name.startsWith("inputs.")) {
    return { k: "object", type: name.slice("inputs.".length) };
  }
  const values = names.enumValues(name.replace(/^enums\./, ""));
  if (values !== undefined) {
    return { k: "enum", values };
  }
  // References to other resources (`Input<Role>`, `Input<string | Topic>`, `pulumi.ID`) are ids.
  return name === "pulumi.ID" || /^[A-Z]/.test(name) ? { k: "string" } : { k: "any" };
}

function unionOf(parts: readonly Shape[]): Shape {
  const [only] = parts;
  if (parts.length <= 1) {
    return only ?? { k: "any" };
  }
  const literals = parts.flatMap((part) => (part.k === "enum" ? part.values : []));
  const others = parts.filter((part) => part.k !== "enum");
  if (others.some((part) => part.k === "any")) {
    return { k: "any" };
  }
  if (others.length === 0) {
    return { k: "enum", values: [...new Set(literals)] };
  }
  // `string | enums.X`: the enum is a suggestion, any string passes.
  const open = others.some((part) => part.k === "string");
  const distinct = [...new Map(others.map((part) => [JSON.stringify(part), part])).values()];
  const all = literals.length === 0 || open ? distinct : [...distinct, enumOf(literals)];
  const [first] = all;
  return all.length === 1 && first !== undefined ? first : { k: "union", of: all };
}

function enumOf(values: readonly (string | number | boolean)[]): Shape {
  return { k: "enum", values: [...new Set(values)] };
}

function literal(node: ts.LiteralTypeNode["literal"]): Shape {
  if (ts.isStringLiteral(node)) {
    return enumOf([node.text]);
  }
  if (ts.isNumericLiteral(node)) {
    return enumOf([Number(node.text)]);
  }
  return node.kind === ts.SyntaxKind.NullKeyword ? { k: "any" } : { k: "boolean" };
}

function keyword(kind: ts.SyntaxKind): Shape {
  return { k: KEYWORDS.get(kind) ?? "any" };
}

function isUndefined(node: ts.TypeNode): boolean {
  return node.kind === ts.SyntaxKind.UndefinedKeyword;
}

function qualifiedName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${qualifiedName(name.left)}.${name.right.text}`;
}
