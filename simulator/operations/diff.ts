/** `Diff`: which paths changed, and which of them make a new resource. */
import { isFields, UNKNOWN } from "../../facts/values";
import type { Value, Values } from "../../facts/values";
import type { ResourceShape } from "../schema/shapes";
import { hasStatedName } from "./autoname";
import { shapeFor } from "./check";
import { modelFor } from "./models";
import { joinIndex, joinKey } from "./paths";
import { isWriteOnly, replacementOf } from "./replacement";
import type { DiffAnswer, Difference, DiffRequest } from "./requests";
import { ownRegion } from "./session";
import type { Session } from "./session";

/** A changed path before it is known what the change means. */
interface Change {
  readonly path: string;
  readonly kind: Difference["kind"];
  /** The value that came or went, for paths inside of it. */
  readonly value: Value;
}

/**
 * @param session The provider instance.
 * @param request Inputs before and after.
 * @returns Every changed path.
 */
export function diff(session: Session, request: DiffRequest): DiffAnswer {
  const shape = shapeFor(session, request.type);
  const model = modelFor(session.definition, request.type);
  const replaces = replacementOf(session.definition.package, shape, model);
  const changes = changesOf(request.olds, request.news, "")
    .filter(({ path }) => !isWriteOnly(path, shape, model) && !isRegion(session, path))
    .map((change) => ({ path: change.path, kind: change.kind, replaces: replaces(change) }));
  const differences = [...changes, ...regionMove(session, request, shape)];
  const isReplaced = differences.some((difference) => difference.replaces);
  return {
    differences,
    deleteBeforeReplace: isReplaced && keepsStatedName(request),
  };
}

/**
 * @param olds Values before.
 * @param news Values after.
 * @returns Every changed path.
 */
export function diffValues(
  olds: Values,
  news: Values,
): readonly { readonly path: string; readonly kind: Difference["kind"] }[] {
  return changesOf(olds, news, "");
}

function changesOf(before: Value | undefined, after: Value | undefined, path: string): Change[] {
  const old = before ?? undefined;
  const now = after ?? undefined;
  if (old === undefined || now === undefined) {
    return presence(old, now, path);
  }
  if (isList(old) && isList(now)) {
    const places = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
    return places.flatMap((at) => changesOf(old[at], now[at], joinIndex(path, at)));
  }
  if (isFields(old) && isFields(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    return keys
      .filter((key) => !key.startsWith("__"))
      .flatMap((key) => changesOf(old[key], now[key], joinKey(path, key)));
  }
  return old === now && now !== UNKNOWN ? [] : [{ path, kind: "update", value: now }];
}

function presence(old: Value | undefined, now: Value | undefined, path: string): Change[] {
  if (old !== undefined) {
    return [{ path, kind: "delete", value: old }];
  }
  return now === undefined ? [] : [{ path, kind: "add", value: now }];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Stating the region that a resource is in already changes nothing: regions are compared apart. */
function isRegion(session: Session, path: string): boolean {
  return session.definition.package === "aws" && path === "region";
}

/**
 * A regional resource that would be managed in another region is made anew there.
 * Source: AWS provider 7, "Enhanced region support" guide: `region` forces replacement, and an
 * omitted one is that of the provider.
 */
function regionMove(
  session: Session,
  request: DiffRequest,
  shape: ResourceShape,
): readonly Difference[] {
  if (session.definition.package !== "aws" || shape.inputs.region === undefined) {
    return [];
  }
  const before = ownRegion("aws", request.olds) ?? ownRegion("aws", request.state);
  const after = ownRegion("aws", request.news) ?? ownRegion("aws", session.provider);
  const isMove = before !== undefined && after !== undefined && before !== after;
  return isMove ? [{ path: "region", kind: "update", replaces: true }] : [];
}

function keepsStatedName(request: DiffRequest): boolean {
  return hasStatedName(request, request.news) && nameIn(request.olds) === nameIn(request.news);
}

function nameIn(inputs: Values): string {
  const metadata = inputs.metadata;
  const parts = isFields(metadata)
    ? [metadata.namespace, metadata.name]
    : [inputs.name, inputs.bucket, inputs.clusterId, inputs.replicationGroupId];
  return JSON.stringify(parts.map((part) => (typeof part === "string" ? part : null)));
}
