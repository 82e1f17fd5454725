/** What tells whether an interrupted create has made something, and under which id. */
import { TAG, urnOfTagValue } from "../../facts/tags";
import { isFields, type Value, type Values } from "../../facts/values";
import { typeOf } from "../text";
import { importIdOfArn } from "./import-ids";
import { naturalId } from "./natural-ids";
import type { TaggedResource } from "./tagged";

/** Annotation by which Kubernetes objects carry the engine's name of the resource. */
const URN_ANNOTATION = "podcast-platform/urn";

/** Where a resource may be, and how sure that is. */
export type Evidence =
  /** The cloud names it with our tag. */
  | { readonly kind: "tag"; readonly id: string }
  /** Its inputs say under which id it would be; reading it decides. */
  | { readonly kind: "natural-id"; readonly id: string }
  /** The cloud was asked and knows nothing of it. */
  | { readonly kind: "absent"; readonly because: string }
  /** Nothing tells. */
  | { readonly kind: "unclear"; readonly because: string };

/** A create that nobody knows the end of. */
export interface Unsettled {
  readonly urn: string;
  /** Inputs as the provider got them. */
  readonly inputs: Values;
}

/**
 * @param create The create.
 * @param tagged What the cloud names with our tag.
 */
export function evidenceOf(create: Unsettled, tagged: readonly TaggedResource[]): Evidence {
  const type = typeOf(create.urn);
  const named = tagged.filter(({ urn }) => urn === create.urn);
  const [only] = named;
  if (named.length > 1) {
    return { kind: "unclear", because: `${named.length} resources carry its tag` };
  }
  if (only !== undefined) {
    const id = naturalId(type, create.inputs) ?? importIdOfArn(type, only.arn);
    if (id !== undefined) return { kind: "tag", id };
    return { kind: "unclear", because: `${only.arn} does not tell its id` };
  }
  if (livesInStateOnly(type)) {
    return { kind: "absent", because: "it exists nowhere but in the state" };
  }
  const natural = naturalId(type, create.inputs);
  if (natural !== undefined) return { kind: "natural-id", id: natural };
  if (ownTag(create.inputs) !== undefined) {
    return { kind: "absent", because: "the cloud knows no resource with its tag" };
  }
  return { kind: "unclear", because: "it has neither a tag nor an id that its inputs tell" };
}

/** Random values are made by the plugin itself; no cloud has them. */
function livesInStateOnly(type: string): boolean {
  return type.startsWith("random:");
}

/**
 * Whose a resource is, told by its tag or its annotation.
 *
 * @param values Inputs or outputs of a resource.
 * @returns The URN; undefined where it carries none.
 */
export function ownTag(values: Values): string | undefined {
  for (const key of ["tags", "tagsAll"]) {
    const tag = fieldOf(values[key], TAG.urn);
    if (typeof tag === "string") return urnOfTagValue(tag);
  }
  const annotation = fieldOf(fieldOf(values.metadata, "annotations"), URN_ANNOTATION);
  return typeof annotation === "string" ? annotation : undefined;
}

function fieldOf(value: Value | undefined, key: string): Value | undefined {
  return isFields(value) ? value[key] : undefined;
}
