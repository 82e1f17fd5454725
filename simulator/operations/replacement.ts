/** Which changes make a new resource, and which inputs a cloud never gives back. */
import { isFields } from "../../facts/values";
import type { Value } from "../../facts/values";
import type { Model, PackageName } from "../contract";
import type { Field, Fields, ResourceShape, Shape } from "../schema/shapes";
import { isWithin, joinKey, withoutIndexes } from "./paths";

/**
 * Paths that replace every type of a package.
 * Source: `forceNewProperties` of pulumi-kubernetes (metadata of every kind).
 */
const REPLACED_EVERYWHERE = {
  aws: [],
  gcp: ["project"],
  cloudflare: ["accountId", "zoneId"],
  kubernetes: ["apiVersion", "kind", "metadata.name", "metadata.namespace"],
  random: [],
} as const satisfies Record<PackageName, readonly string[]>;

/**
 * @param packageName The package.
 * @param shape What the SDK declares.
 * @param model The type's model.
 * @returns Tells of one change whether it makes a new resource.
 */
export function replacementOf(
  packageName: PackageName,
  shape: ResourceShape,
  model: Model | undefined,
): (change: { readonly path: string; readonly value: Value }) => boolean {
  const forced = [...REPLACED_EVERYWHERE[packageName], ...(model?.replaceOn ?? [])];
  const inPlace = model?.updateInPlace ?? [];
  const byDocument = (path: string): boolean =>
    // Every input of a random resource goes into the value (random provider: RequiresReplace).
    packageName === "random" || documentedAt(path, shape);
  return ({ path, value }) =>
    pathsIn(withoutIndexes(path), value).some(
      (one) =>
        !inPlace.some((other) => isWithin(one, other)) &&
        (forced.some((other) => isWithin(one, other)) || byDocument(one)),
    );
}

/**
 * @param path A changed path.
 * @param shape What the SDK declares.
 * @param model The type's model.
 * @returns True for write-only arguments: their version argument says when they change.
 */
export function isWriteOnly(path: string, shape: ResourceShape, model: Model | undefined): boolean {
  const plain = withoutIndexes(path);
  const isDeclared = (model?.writeOnly ?? []).some((other) => isWithin(plain, other));
  return isDeclared || (plain.endsWith("Wo") && `${plain}Version` in shape.inputs);
}

/** The path itself and, where a whole object came or went, every path inside of it. */
function pathsIn(path: string, value: Value): readonly string[] {
  if (Array.isArray(value)) {
    return [path, ...(value as readonly Value[]).flatMap((item) => pathsIn(path, item).slice(1))];
  }
  return isFields(value)
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(joinKey(path, key), inner))]
    : [path];
}

function documentedAt(path: string, shape: ResourceShape): boolean {
  let fields: Fields | undefined = shape.inputs;
  for (const key of path.split(/[.[]/)) {
    const field: Field | undefined = fields?.[key];
    if (field === undefined) {
      return false;
    }
    if (field.replaces === true) {
      return true;
    }
    fields = fieldsInside(field.shape, shape);
  }
  return false;
}

function fieldsInside(shape: Shape, resource: ResourceShape): Fields | undefined {
  if (shape.k === "array") {
    return fieldsInside(shape.of, resource);
  }
  return shape.k === "object" ? resource.types[shape.type] : undefined;
}
