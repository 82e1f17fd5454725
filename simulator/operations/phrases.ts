/** How each vendor's provider words a problem of the inputs. */
import { isFields } from "../../facts/values";
import type { Value } from "../../facts/values";
import type { PackageName } from "../contract";
import type { Shape } from "../schema/shapes";

/** The wording, and what the provider lets pass. */
export interface Phrases {
  /** `"5"` passes where a number is wanted: Terraform-based providers convert scalars. */
  readonly coerces: boolean;
  unknownKey(path: string, nearest: string | undefined): string;
  missingKey(path: string): string;
  wrongType(path: string, value: Value, shape: Shape): string;
}

/** Source: messages of pulumi-terraform-bridge at Check ("Examine values at …"). */
const BRIDGED: Phrases = {
  coerces: true,
  unknownKey: (path, nearest) =>
    `Invalid or unknown key. Examine values at '${path}'.${meant(nearest)}`,
  missingKey: (path) =>
    `Missing required argument. The argument "${last(path)}" is required, but no definition was ` +
    `found. Examine values at '${path}'.`,
  wrongType: (path, value, shape) =>
    `expected ${wanted(shape)}, got ${spoken(value, path)}. Examine values at '${path}'.`,
};

/** Source: field errors of the Kubernetes API server (apimachinery, util/validation/field). */
const KUBERNETES: Phrases = {
  coerces: false,
  unknownKey: (path, nearest) => `strict decoding error: unknown field "${path}"${meant(nearest)}`,
  missingKey: (path) => `${path}: Required value`,
  wrongType: (path, value, shape) =>
    shape.k === "enum"
      ? `${path}: Unsupported value: ${spoken(value, path)}: supported values: ${listed(shape.values)}`
      : `${path}: Invalid value: ${spoken(value, path)}: must be ${wanted(shape)}`,
};

/** @param packageName The package whose provider speaks. */
export function phrasesOf(packageName: PackageName): Phrases {
  return packageName === "kubernetes" ? KUBERNETES : BRIDGED;
}

function meant(nearest: string | undefined): string {
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}

function last(path: string): string {
  return path.split(".").at(-1) ?? path;
}

function wanted(shape: Shape): string {
  switch (shape.k) {
    case "enum":
      return `one of ${listed(shape.values)}`;
    case "union":
      return shape.of.map(wanted).join(" or ");
    case "array":
      return "a list";
    case "map":
    case "object":
      return "an object";
    case "asset":
      return "an asset or archive";
    case "any":
      return "any value";
    case "string":
    case "number":
    case "boolean":
      return `a ${shape.k}`;
    default:
      return shape satisfies never;
  }
}

function listed(values: readonly (string | number | boolean)[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

/** Keys whose values are never printed. */
const CONFIDENTIAL = /password|passwd|secret|token|credential|private|apikey|stringData|userData/i;

/** The value where it is short and no secret by its path, else its kind. */
function spoken(value: Value, path: string): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  if (isFields(value)) {
    return "an object";
  }
  const text = typeof value === "symbol" ? "an unknown value" : JSON.stringify(value);
  return text.length <= 60 && !CONFIDENTIAL.test(path)
    ? text
    : `a ${typeof value} of ${text.length} characters`;
}
