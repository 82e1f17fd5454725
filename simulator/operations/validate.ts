/** Judges inputs by what the SDK declares: missing and unknown keys, types, closed enums. */
import { isFields, UNKNOWN } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { PackageName } from "../contract";
import type { Field, Fields, ResourceShape, Shape } from "../schema/shapes";
import { joinIndex, joinKey } from "./paths";
import type { Failure } from "./requests";
import { phrasesOf } from "./phrases";
import type { Phrases } from "./phrases";

/** What a judgement needs beside the value. */
interface Context {
  readonly types: Readonly<Record<string, Fields>>;
  readonly phrases: Phrases;
  readonly failures: Failure[];
}

/**
 * @param packageName Whose wording the failures take.
 * @param inputs The inputs; unknown parts pass.
 * @param shape What the SDK declares.
 * @returns Every problem, in the order of the inputs.
 */
export function problemsOf(
  packageName: PackageName,
  inputs: Values,
  shape: ResourceShape,
): readonly Failure[] {
  const failures: Failure[] = [];
  const context: Context = { types: shape.types, phrases: phrasesOf(packageName), failures };
  checkFields(inputs, { fields: shape.inputs, open: shape.open ?? false, path: "" }, context);
  return failures;
}

function checkFields(
  values: Values,
  declared: { readonly fields: Fields; readonly open: boolean; readonly path: string },
  context: Context,
): void {
  const { fields, open, path } = declared;
  const fail = (key: string, reason: string): void => {
    context.failures.push({ property: joinKey(path, key), reason });
  };
  for (const [key, value] of Object.entries(values)) {
    const field = fields[key];
    if (field !== undefined) {
      checkValue(value, field.shape, { ...context, path: joinKey(path, key) });
    } else if (!open && value !== null && !key.startsWith("__")) {
      fail(key, context.phrases.unknownKey(joinKey(path, key), nearest(key, Object.keys(fields))));
    }
  }
  for (const [key, field] of Object.entries(fields)) {
    if (isMissing(field, values[key])) {
      fail(key, context.phrases.missingKey(joinKey(path, key)));
    }
  }
}

function checkValue(value: Value, shape: Shape, at: Context & { readonly path: string }): void {
  if (value === UNKNOWN || value === null || fits(value, shape, at)) {
    checkInside(value, shape, at);
    return;
  }
  at.failures.push({ property: at.path, reason: at.phrases.wrongType(at.path, value, shape) });
}

/** Whether the value is of the right kind, without looking at what it holds. */
function fits(value: Value, shape: Shape, context: Context): boolean {
  switch (shape.k) {
    case "any":
      return true;
    case "string":
      return typeof value === "string" || (context.phrases.coerces && isScalar(value));
    case "number":
      return typeof value === "number" || (context.phrases.coerces && isNumeric(value));
    case "boolean":
      return typeof value === "boolean" || (context.phrases.coerces && isBoolean(value));
    case "enum":
      return shape.values.some((allowed) => allowed === value);
    case "array":
      return Array.isArray(value);
    case "map":
    case "object":
    case "asset":
      return isFields(value);
    case "union":
      return shape.of.some((part) => fits(value, part, context));
    default:
      return never(shape);
  }
}

function checkInside(value: Value, shape: Shape, at: Context & { readonly path: string }): void {
  if (shape.k === "array" && Array.isArray(value)) {
    (value as readonly Value[]).forEach((item, index) => {
      checkValue(item, shape.of, { ...at, path: joinIndex(at.path, index) });
    });
  } else if (shape.k === "map" && isFields(value)) {
    for (const [key, item] of Object.entries(value)) {
      checkValue(item, shape.of, { ...at, path: joinKey(at.path, key) });
    }
  } else if (shape.k === "object" && isFields(value)) {
    const fields = at.types[shape.type];
    checkFields(value, { fields: fields ?? {}, open: fields === undefined, path: at.path }, at);
  } else if (shape.k === "union") {
    const part = shape.of.find((one) => fits(value, one, at));
    if (part !== undefined) {
      checkInside(value, part, at);
    }
  }
}

function isMissing(field: Field, value: Value | undefined): boolean {
  return field.required === true && (value === undefined || value === null);
}

function isScalar(value: Value): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

function isNumeric(value: Value): boolean {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
}

function isBoolean(value: Value): boolean {
  return value === "true" || value === "false";
}

/** The declared key that a misspelled one most likely means; undefined when none is near. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(key.length / 3));
  const ranked = known
    .map((name) => ({ name, away: distance(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ away }) => away <= limit)
    .toSorted((a, b) => a.away - b.away);
  return ranked[0]?.name;
}

/** Levenshtein's distance: insertions, deletions and substitutions from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function never(shape: never): never {
  throw new Error(`a schema of a newer version: ${JSON.stringify(shape)}`);
}
